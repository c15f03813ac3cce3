package dev.countersign.masking;

import java.util.Arrays;

/// Builds the changed text as a whole. One object serves many texts in turn.
final class Rebuilt implements Edits {

  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[256];
  private int length;
  private byte[] source = {};
  private int done;
  private int to;
  private int rule = CompiledRules.NONE;

  /// Begins with a text that is to be changed; it is read until [#end].
  void begin(byte[] text, int from, int end) {
    source = text;
    done = from;
    to = end;
    length = 0;
    rule = CompiledRules.NONE;
  }

  /// Takes a text as it is.
  void begin(byte[] text) {
    begin(text, 0, text.length);
    end();
  }

  @Override
  public void replace(int start, int end, byte[] text, int itsRule) {
    add(source, done, start - done);
    add(text, 0, text.length);
    done = end;
    rule = itsRule;
  }

  /// Adds what is left behind the last change.
  void end() {
    add(source, done, to - done);
    done = to;
    source = bytes;
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return bytes.length > KEPT;
  }

  boolean isChanged() {
    return rule != CompiledRules.NONE;
  }

  /// The rule of the last change, or [CompiledRules#NONE].
  int rule() {
    return rule;
  }

  /// The changed text up to [#length].
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// A copy of the changed text.
  byte[] text() {
    return Arrays.copyOf(bytes, length);
  }

  private void add(byte[] b, int off, int len) {
    if (length + len > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + len, 2 * bytes.length));
    }
    System.arraycopy(b, off, bytes, length, len);
    length += len;
  }
}
