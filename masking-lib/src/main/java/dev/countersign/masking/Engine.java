package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks one grammar: takes the complete tokens off a buffer and says what to change in them.
///
/// A failure is kept, not thrown: JSON inside strings fails often and must fail cheaply.
abstract class Engine {

  private @Nullable Reason failure;
  private int failedAt;

  /// Takes what is complete between `from` and `to`; the rest comes again, with more behind it.
  ///
  /// @param last whether nothing more comes: then all must be taken
  /// @return the end of what was taken; the session checks [#failure] after each call
  abstract int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException;

  /// Makes ready for another body; false where it serves only one.
  boolean renew() {
    return false;
  }

  final @Nullable Reason failure() {
    return failure;
  }

  final int failedAt() {
    return failedAt;
  }

  /// Keeps the failure and answers `at`: nothing was taken.
  final int fail(Reason reason, int at) {
    failure = reason;
    failedAt = at;
    return at;
  }

  final void forgetFailure() {
    failure = null;
  }
}
