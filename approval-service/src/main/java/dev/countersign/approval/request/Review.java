package dev.countersign.approval.request;

import dev.countersign.approval.quorum.Vote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One person's verdict, with the digest of the token it was given under.
public record Review(
    Party reviewer, Verdict verdict, @Nullable String comment, Digest token, Instant at) {

  Vote vote() {
    return new Vote(reviewer.id(), reviewer.issuer(), verdict == Verdict.APPROVED);
  }

  /// Leaves the comment out, which may quote the call.
  @Override
  public String toString() {
    return "Review[" + verdict + "]";
  }
}
