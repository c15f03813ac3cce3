package dev.countersign.masking.replace;

import java.util.Arrays;

/// The same text for every value. Says nothing about it. Immutable.
public final class FixedText extends Replacement {

  private final byte[] text;
  private final byte[] quoted;

  /// @param quoted the text as a JSON string
  public FixedText(byte[] text, byte[] quoted) {
    this.text = text;
    this.quoted = quoted;
  }

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    return text;
  }

  @Override
  public byte[] quoted() {
    return quoted;
  }

  @Override
  public boolean isPlain(byte[] other) {
    return Arrays.equals(other, text) && quoted.length == text.length + 2;
  }
}
