package dev.countersign.masking.replace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Stars and the last characters of the text; text shorter than twice as many becomes stars alone.
/// Immutable.
public final class KeptTail extends Replacement {

  private final byte[] stars;
  private final int kept;

  public KeptTail(int characters) {
    kept = characters;
    stars = "*".repeat(Math.max(4, characters)).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    if (isOwn(bytes, from, to)) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    if (Characters.tail(bytes, from, to, 2 * kept) < from) {
      return stars;
    }
    int tail = Characters.tail(bytes, from, to, kept);
    byte[] masked = Arrays.copyOf(stars, stars.length + to - tail);
    System.arraycopy(bytes, tail, masked, stars.length, to - tail);
    return masked;
  }

  private boolean isOwn(byte[] bytes, int from, int to) {
    int tail = from + stars.length;
    return to >= tail
        && Arrays.equals(bytes, from, tail, stars, 0, stars.length)
        && Characters.tail(bytes, tail, to, kept) <= tail
        && Characters.tail(bytes, tail, to, kept + 1) < tail;
  }
}
