package dev.countersign.approval.request;

import dev.countersign.approval.quorum.Quorum;
import dev.countersign.approval.quorum.Reviewers;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A call that needs approval, as a gateway signed it (`countersign-approval-request+jws`).
///
/// `arguments` is a salted commitment; `salt` opens it and is told to gateways only. `shown` is the
/// masked canonical arguments as data. A request that nobody can decide (no groups, no time) is
/// still one, and expires. See `docs/design/0001-contracts.md`.
public record ApprovalRequest(
    UUID approval,
    UUID call,
    String session,
    String gateway,
    Party subject,
    List<Party> actors,
    String connection,
    String function,
    String operation,
    Digest arguments,
    String salt,
    @JsonDeserialize(using = ExactJson.class) JsonNode shown,
    Digest policy,
    List<String> rules,
    @Nullable String risk,
    String reason,
    List<String> masking,
    List<String> from,
    int quorum,
    Instant decideBy,
    Duration useWithin,
    Instant at) {
  public ApprovalRequest {
    actors = List.copyOf(actors);
    rules = List.copyOf(rules);
    masking = List.copyOf(masking);
    from = List.copyOf(from);
    if (quorum < 1) {
      throw new IllegalArgumentException("quorum: %d (expected: >= 1)".formatted(quorum));
    }
  }

  /// The JWS `typ` of a request.
  public static final String JWS_TYPE = "countersign-approval-request+jws";

  public Reviewers reviewers() {
    return new Reviewers(subject, actors, from);
  }

  Quorum neededQuorum() {
    return new Quorum(quorum);
  }

  /// Leaves the salt and the shown arguments out: they must not reach a log by accident.
  @Override
  public String toString() {
    return "ApprovalRequest[" + approval + "]";
  }
}
