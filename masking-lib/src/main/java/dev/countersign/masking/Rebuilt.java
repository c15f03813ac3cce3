package dev.countersign.masking;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Builds the changed text as a whole.
final class Rebuilt implements Edits {

  private final byte[] source;
  private final int to;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int done;
  private int rule = CompiledRules.NONE;

  Rebuilt(byte[] source, int from, int to) {
    this.source = source;
    this.to = to;
    this.done = from;
  }

  @Override
  public void replace(int start, int end, byte[] text, int rule) {
    out.write(source, done, start - done);
    out.writeBytes(text);
    done = end;
    this.rule = rule;
  }

  /// The changed text, or null where nothing was changed.
  byte @Nullable [] text() {
    if (rule == CompiledRules.NONE) {
      return null;
    }
    out.write(source, done, to - done);
    return out.toByteArray();
  }

  /// The rule of the last change, or [CompiledRules#NONE].
  int rule() {
    return rule;
  }
}
