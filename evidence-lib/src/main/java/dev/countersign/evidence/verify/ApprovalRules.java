package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.Review;
import dev.countersign.evidence.verify.ApprovalCheck.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules that the four records of one approval must keep together.
///
/// Findings stand at the intent: it is the call that should not have been made.
final class ApprovalRules {
  /// How long after its consumption the record of it may be written.
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  static final String BROKEN_GLASS = "broken-glass";

  private static final String APPROVED = "approved";

  private final Findings findings;

  ApprovalRules(Findings findings) {
    this.findings = findings;
  }

  void check(Map<Part, SignedRecord> parts) {
    var requested = part(parts, Part.REQUESTED);
    var decided = part(parts, Part.DECIDED);
    var consumed = part(parts, Part.CONSUMED);
    var intent = part(parts, Part.INTENT);
    if (!isApproved(decided, intent)) {
      return;
    }
    checkWriters(intent, decided, consumed);
    if (requested.record().body() instanceof ApprovalRequested request
        && decided.record().body() instanceof ApprovalDecided decision
        && consumed.record().body() instanceof ApprovalConsumed use
        && intent.record().body() instanceof CallIntent call) {
      if (decision.verdict().equals(BROKEN_GLASS)) {
        checkGlass(intent, request);
      } else {
        checkReviews(intent, request, decision);
      }
      checkTimes(intent, request, decision, consumed);
      checkBinding(intent, call, request, use);
    }
  }

  /// Whether the decision was to approve; else there is a finding at the record that used it.
  boolean isApproved(SignedRecord decided, LogEntry use) {
    boolean approved =
        decided.record().body() instanceof ApprovalDecided decision
            && (decision.verdict().equals(APPROVED) || decision.verdict().equals(BROKEN_GLASS));
    if (!approved) {
      findings.add(
          FindingKind.APPROVAL_DENIED, use, APPROVED, "not approved, at leaf " + decided.leaf());
    }
    return approved;
  }

  private void checkWriters(SignedRecord intent, SignedRecord... others) {
    for (SignedRecord other : others) {
      if (other.record().writer().equals(intent.record().writer())) {
        findings.add(
            FindingKind.APPROVAL_SELF_ISSUED,
            intent,
            "another writer for the approval",
            other.record().writer() + " at leaf " + other.leaf());
      }
    }
  }

  private void checkReviews(
      SignedRecord intent, ApprovalRequested request, ApprovalDecided decision) {
    List<Party> approvers =
        decision.reviews().stream()
            .filter(review -> review.verdict().equals(APPROVED))
            .map(Review::subject)
            .toList();
    long people = approvers.stream().map(ApprovalRules::identity).distinct().count();
    long quorum = Math.max(1, request.quorum());
    if (people < quorum) {
      findings.add(
          FindingKind.APPROVAL_QUORUM, intent, quorum + " different people", people + " of them");
    }
    ReviewRules reviews = new ReviewRules(findings, intent, request);
    reviews.checkMinimums(approvers);
    reviews.checkDenials(decision.reviews());
    decision.reviews().stream()
        .filter(review -> review.verdict().equals(APPROVED))
        .forEach(reviews::check);
  }

  // Nobody agreed: the configuration must have allowed it, and the caller given a reason.
  private void checkGlass(SignedRecord intent, ApprovalRequested request) {
    if (ApprovalTerms.orNone(request.terms()).glass() == null || request.justification() == null) {
      findings.add(
          FindingKind.APPROVAL_DENIED, intent, "a glass to break, and a reason", "none of them");
    }
  }

  static List<String> identity(Party party) {
    return List.of(party.issuer(), party.id());
  }

  private void checkTimes(
      SignedRecord intent,
      ApprovalRequested request,
      ApprovalDecided decision,
      SignedRecord consumed) {
    for (Review review : decision.reviews()) {
      if (review.at().isAfter(request.decideBy())) {
        String expected = "a review by " + request.decideBy();
        findings.add(FindingKind.APPROVAL_LATE, intent, expected, "one at " + review.at());
      }
    }
    var useBy = decision.useBy();
    if (useBy != null && !isWithin(UNDER_WAY, useBy, consumed.record().time())) {
      String expected = "used by " + useBy;
      findings.add(
          FindingKind.APPROVAL_LATE, intent, expected, "used at " + consumed.record().time());
    }
  }

  private void checkBinding(
      SignedRecord intent, CallIntent call, ApprovalRequested request, ApprovalConsumed use) {
    bind(intent, "call", use.call(), call.call());
    bind(intent, "connection", request.connection(), call.connection());
    bind(intent, "function", request.function(), call.function());
    bind(intent, "arguments", request.arguments(), call.arguments());
    bind(intent, "policy", request.policy(), call.decision().policy());
    if (request.masking() != null) {
      bind(intent, "masking", request.masking(), call.masking());
    }
    bind(intent, "subject", names(request.subject()), names(call.subject()));
    bind(
        intent,
        "actors",
        request.actors().stream().map(ApprovalRules::identity).toList(),
        call.actors().stream().map(ApprovalRules::identity).toList());
  }

  private void bind(SignedRecord intent, String member, Object approved, Object done) {
    if (!approved.equals(done)) {
      findings.add(
          FindingKind.APPROVAL_MISMATCH, intent, member + " " + approved, member + " " + done);
    }
  }

  private static List<String> names(@Nullable Party party) {
    return Optional.ofNullable(party).map(ApprovalRules::identity).orElse(List.of());
  }

  /// Whether `later` is at most so much later than `earlier`; whole seconds, and any two instants.
  static boolean isWithin(Duration time, Instant earlier, Instant later) {
    return isWithin(time.toSeconds(), earlier, later);
  }

  static boolean isWithin(long seconds, Instant earlier, Instant later) {
    return later.getEpochSecond() - earlier.getEpochSecond() <= seconds;
  }

  private static SignedRecord part(Map<Part, SignedRecord> parts, Part part) {
    return Objects.requireNonNull(parts.get(part));
  }
}
