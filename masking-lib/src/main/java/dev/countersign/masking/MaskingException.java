package dev.countersign.masking;

import java.io.IOException;
import java.util.Locale;

/// Says that a body cannot be masked and must not be passed on.
///
/// The text names the reason and the place, never a byte of the body.
public final class MaskingException extends IOException {

  /// Why a body cannot be masked.
  public enum Reason {
    /// It breaks the grammar of its kind.
    MALFORMED,
    /// A JSON object has two members of one name.
    DUPLICATE_KEY,
    /// Deeper than [MaskingLimits#maxDepth].
    TOO_DEEP,
    /// A token is longer than [MaskingLimits#maxToken].
    TOKEN_TOO_LONG,
    /// An object has more than [MaskingLimits#maxMembers].
    TOO_MANY_MEMBERS,
    /// More than 256 texts come in the deltas of one stream at the same time.
    TOO_MANY_TEXTS,
    /// It is not UTF-8.
    INVALID_UTF8,
    /// Something follows the JSON text.
    TRAILING_CONTENT,
    /// It ends too early.
    TRUNCATED
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final long position;

  MaskingException(Reason reason, long position) {
    super("masking: " + label(reason) + " at byte " + position);
    this.reason = reason;
    this.position = position;
  }

  public Reason reason() {
    return reason;
  }

  /// Where in the body, in bytes from 0: the start of the token that cannot be masked.
  public long position() {
    return position;
  }

  private static String label(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
