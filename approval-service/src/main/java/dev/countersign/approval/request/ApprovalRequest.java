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
/// masked canonical arguments as data. See `docs/design/0001-contracts.md`.
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
  /// The JWS `typ` of a request.
  public static final String JWS_TYPE = "countersign-approval-request+jws";

  /// Checks what a reader must be able to rely on.
  ///
  /// @throws MalformedRequestException naming the member that is out of range
  ApprovalRequest checked() {
    require(quorum >= 1, "quorum");
    require(!from.isEmpty() && from.stream().noneMatch(String::isBlank), "from");
    require(decideBy.isAfter(at), "decideBy");
    require(useWithin.isPositive(), "useWithin");
    return this;
  }

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

  private static void require(boolean holds, String member) {
    if (!holds) {
      throw new MalformedRequestException("approval request: %s is out of range".formatted(member));
    }
  }
}
