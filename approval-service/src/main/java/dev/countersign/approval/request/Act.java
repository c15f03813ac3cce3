package dev.countersign.approval.request;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person did with an approval beside deciding it, with the digest of their token.
///
/// @param text a comment or a reason
public record Act(Kind kind, Party by, @Nullable String text, Digest token, Instant at) {

  /// The kinds; all but comments happen once.
  public enum Kind {
    COMMENTED,
    REVOKED,
    /// The broken glass was judged to be right.
    JUSTIFIED,
    /// The broken glass was judged to be wrong.
    UNJUSTIFIED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isReview() {
      return this == JUSTIFIED || this == UNJUSTIFIED;
    }

    /// What of it may be there once; a comment may be there often.
    @Nullable String once() {
      return this == COMMENTED ? null : isReview() ? "review" : "revocation";
    }
  }

  /// Leaves the text out, which may quote the call.
  @Override
  public String toString() {
    return "Act[" + kind + "]";
  }
}
