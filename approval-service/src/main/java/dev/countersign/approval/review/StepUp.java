package dev.countersign.approval.review;

import dev.countersign.approval.request.Review;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.service.identity.VerifiedToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks that a reviewer authenticated lately, or in a context that the terms name (RFC 9470).
///
/// A token that does not say so does not count. A time that lies ahead counts as none.
final class StepUp {
  private StepUp() {}

  /// The proof of presence that belongs to the review; absent where nothing is asked.
  ///
  /// @throws StepUpException when the token does not do
  static Review.@Nullable Presence require(ApprovalTerms terms, VerifiedToken caller, Instant now) {
    return require(terms, Authenticated.of(caller), now);
  }

  static Review.@Nullable Presence require(ApprovalTerms terms, Authenticated known, Instant now) {
    Long within = terms.authenticatedWithin();
    List<String> contexts = terms.acr();
    if (within == null && contexts == null) {
      return null;
    }
    if (contexts != null && (known.acr() == null || !contexts.contains(known.acr()))
        || within != null && !isFresh(known.at(), within, now)) {
      throw new StepUpException(within, contexts);
    }
    return new Review.Presence(known.at(), known.acr(), null);
  }

  private static boolean isFresh(@Nullable Instant at, long within, Instant now) {
    return at != null && !at.isAfter(now) && now.getEpochSecond() - at.getEpochSecond() <= within;
  }
}
