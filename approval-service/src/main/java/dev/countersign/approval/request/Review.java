package dev.countersign.approval.request;

import dev.countersign.approval.quorum.Vote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One person's verdict, with the digest of the token it was given under.
///
/// @param proof how the person proved to be there, where the terms ask for it
/// @param view commitment to the view they were shown; null where it was everybody's
public record Review(
    Party reviewer,
    Verdict verdict,
    @Nullable String comment,
    Digest token,
    Instant at,
    @Nullable Presence proof,
    @Nullable Digest view) {

  /// When and how a person authenticated, and what they signed.
  ///
  /// @param assertion the passkey's signed answer, as it was checked; its digest is on the record
  public record Presence(
      @Nullable Instant authTime, @Nullable String acr, @Nullable String assertion) {
    /// Leaves the assertion out.
    @Override
    public String toString() {
      return "Presence[" + authTime + ", " + acr + "]";
    }
  }

  Vote vote() {
    List<String> groups = reviewer.groups();
    return new Vote(
        reviewer.id(),
        reviewer.issuer(),
        verdict == Verdict.APPROVED,
        groups == null ? List.of() : groups);
  }

  /// Leaves the comment out, which may quote the call.
  @Override
  public String toString() {
    return "Review[" + verdict + "]";
  }
}
