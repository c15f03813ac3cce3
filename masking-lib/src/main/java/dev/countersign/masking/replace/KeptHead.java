package dev.countersign.masking.replace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first characters of the text and stars; text that would lose fewer than two becomes stars
/// alone. Immutable.
public final class KeptHead extends Replacement {

  private static final int MIN_LOST = 2;

  private final byte[] stars = "****".getBytes(StandardCharsets.US_ASCII);
  private final int kept;

  public KeptHead(int characters) {
    kept = characters;
  }

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    if (isOwn(bytes, from, to)) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    if (Characters.head(bytes, from, to, kept + MIN_LOST) > to) {
      return stars;
    }
    int head = Characters.head(bytes, from, to, kept) - from;
    byte[] masked = Arrays.copyOfRange(bytes, from, from + head + stars.length);
    System.arraycopy(stars, 0, masked, head, stars.length);
    return masked;
  }

  private boolean isOwn(byte[] bytes, int from, int to) {
    int head = to - stars.length;
    return head >= from
        && Arrays.equals(bytes, head, to, stars, 0, stars.length)
        && (head == from || Characters.head(bytes, from, head, kept) == head);
  }
}
