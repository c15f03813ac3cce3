package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalBody.ApprovalReviewed;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that every broken glass was reviewed in its time, by somebody who may.
///
/// What is kept grows with the broken glasses only.
final class GlassCheck {
  private final Map<Long, SignedRecord> broken = new TreeMap<>();
  private final Map<String, ApprovalReviewed> reviews = new HashMap<>();
  private final Findings findings;

  GlassCheck(Findings findings) {
    this.findings = findings;
  }

  void accept(SignedRecord record) {
    switch (record.record().body()) {
      case ApprovalRequested request when glassOf(request) != null ->
          broken.put(record.leaf(), record);
      case ApprovalReviewed review -> reviews.putIfAbsent(review.approval(), review);
      default -> {}
    }
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    for (SignedRecord record : broken.values()) {
      if (record.record().body() instanceof ApprovalRequested request) {
        finish(record, request, newest);
      }
    }
  }

  private void finish(SignedRecord record, ApprovalRequested request, Instant newest) {
    Glass glass = Objects.requireNonNull(glassOf(request));
    ApprovalReviewed review = reviews.get(request.approval());
    if (review != null) {
      new ReviewRules(findings, record, request).checkPerson(review.subject(), glass.reviewers());
      return;
    }
    if (!ApprovalRules.isWithin(glass.reviewWithin(), record.record().time(), newest)) {
      String expected = "a review within " + glass.reviewWithin() + " s";
      findings.add(FindingKind.GLASS_UNREVIEWED, record, expected, "none in the log");
    }
  }

  private static @Nullable Glass glassOf(ApprovalRequested request) {
    return ApprovalTerms.orNone(request.terms()).glass();
  }
}
