package dev.countersign.masking.replace;

import org.jspecify.annotations.Nullable;

/// What one rule puts in the place of a value. Put in again in the place of its own result it
/// changes nothing, unless it says otherwise.
public abstract class Replacement {

  private static final byte[] ZERO = {'0'};

  /// In the place of the text from `from` to `to`; an empty text stands for one that is not known.
  public abstract byte[] of(byte[] bytes, int from, int to);

  /// In the place of a JSON number: again a JSON number.
  public byte[] ofNumber(byte[] bytes, int from, int to) {
    return ZERO;
  }

  /// The result as a JSON string, where it does not depend on the value; else null.
  public byte @Nullable [] quoted() {
    return null;
  }

  /// Whether a text is its result for every value, and the same in a JSON string.
  public boolean isPlain(byte[] text) {
    return false;
  }

  /// The same for one session alone: what keeps state between values is copied, all else shared.
  public Replacement forSession() {
    return this;
  }
}
