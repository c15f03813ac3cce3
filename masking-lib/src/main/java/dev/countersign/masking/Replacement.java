package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one rule puts in the place of a text. Immutable.
final class Replacement {

  private final byte[] text;
  private final byte[] quoted;
  private final int kept;

  Replacement(MaskingRule rule) {
    switch (rule.strategy()) {
      case MaskingStrategy.Redact _ -> {
        text = ("[redacted:" + rule.name() + "]").getBytes(UTF_8);
        kept = 0;
      }
      case MaskingStrategy.Fixed(String fixed) -> {
        text = fixed.getBytes(UTF_8);
        kept = 0;
      }
      case MaskingStrategy.KeepLast(int characters) -> {
        text = "*".repeat(Math.max(4, characters)).getBytes(UTF_8);
        kept = characters;
      }
    }
    quoted = JsonText.quoted(text);
  }

  /// In the place of the text from `from` to `to`.
  byte[] of(byte[] bytes, int from, int to) {
    if (kept == 0) {
      return text;
    }
    if (isKept(bytes, from, to)) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    if (tail(bytes, from, to, 2 * kept) < from) {
      return text;
    }
    int tail = tail(bytes, from, to, kept);
    byte[] masked = Arrays.copyOf(text, text.length + to - tail);
    System.arraycopy(bytes, tail, masked, text.length, to - tail);
    return masked;
  }

  /// The same as a JSON string, where it does not depend on the text; else null.
  byte @Nullable [] quoted() {
    return kept == 0 ? quoted : null;
  }

  /// Whether the text has been masked by this rule before.
  private boolean isKept(byte[] bytes, int from, int to) {
    int stars = from + text.length;
    return to >= stars
        && Arrays.equals(bytes, from, stars, text, 0, text.length)
        && tail(bytes, stars, to, kept) <= stars
        && tail(bytes, stars, to, kept + 1) < stars;
  }

  /// Where the last `characters` begin; before `from` where there are fewer.
  private static int tail(byte[] bytes, int from, int to, int characters) {
    int i = to;
    for (int left = characters; left > 0; left--) {
      do {
        i--;
      } while (i > from && (bytes[i] & 0xc0) == 0x80);
      if (i < from) {
        return i;
      }
    }
    return i;
  }
}
