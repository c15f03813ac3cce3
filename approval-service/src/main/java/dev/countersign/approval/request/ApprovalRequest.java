package dev.countersign.approval.request;

import dev.countersign.approval.quorum.Quorum;
import dev.countersign.approval.quorum.Reviewers;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.sealing.ClearedView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A call that needs approval, as a gateway signed it (`countersign-approval-request+jws`).
///
/// `arguments` is a salted commitment; `salt` opens it and is told to gateways only. `shown` is the
/// masked canonical arguments as data; `views` the same for people with clearances, sealed. A
/// request that nobody can decide (no groups, no time) is still one, and expires. See
/// `docs/design/0001-contracts.md`.
public record ApprovalRequest(
    UUID approval,
    UUID call,
    String session,
    String gateway,
    @Nullable Party subject,
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
    Instant at,
    @Nullable String justification,
    @Nullable ApprovalTerms terms,
    @Nullable List<ClearedView> views) {
  public ApprovalRequest {
    actors = List.copyOf(actors);
    rules = List.copyOf(rules);
    masking = List.copyOf(masking);
    from = List.copyOf(from);
    views = views == null ? null : List.copyOf(views);
    if (quorum < 1) {
      throw new IllegalArgumentException("quorum: %d (expected: >= 1)".formatted(quorum));
    }
    if (subject == null && actors.isEmpty()) {
      throw new IllegalArgumentException("request: of nobody");
    }
  }

  /// The JWS `typ` of a request.
  public static final String JWS_TYPE = "countersign-approval-request+jws";

  public ApprovalTerms agreedTerms() {
    return ApprovalTerms.orNone(terms);
  }

  /// Who may decide.
  public Reviewers reviewers() {
    return reviewersOf(from);
  }

  /// Who may judge a broken glass afterwards; nobody where none was broken.
  public Reviewers glassReviewers() {
    Glass glass = agreedTerms().glass();
    return reviewersOf(glass == null ? List.of() : glass.reviewers());
  }

  /// Who may revoke beside those who approved.
  public Reviewers revokers() {
    List<String> groups = agreedTerms().revokers();
    return reviewersOf(groups == null ? List.of() : groups);
  }

  public boolean breaksGlass() {
    return agreedTerms().glass() != null;
  }

  /// Until when a broken glass is to be reviewed.
  public @Nullable Instant reviewBy() {
    Glass glass = agreedTerms().glass();
    return glass == null ? null : at.plusSeconds(glass.reviewWithin());
  }

  /// Who asked: the subject, or where there is none, who acts for nobody else.
  public Party requester() {
    return subject == null ? actors.getFirst() : subject;
  }

  /// Every group whose members it concerns.
  public List<String> concernedGroups() {
    return Stream.of(from, glassReviewers().groups(), revokers().groups())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private Reviewers reviewersOf(List<String> groups) {
    List<Party> owners = agreedTerms().owners();
    return new Reviewers(subject, actors, owners == null ? List.of() : owners, groups);
  }

  Quorum neededQuorum() {
    return new Quorum(quorum, agreedTerms());
  }

  /// Leaves the salt and the shown arguments out: they must not reach a log by accident.
  @Override
  public String toString() {
    return "ApprovalRequest[" + approval + "]";
  }
}
