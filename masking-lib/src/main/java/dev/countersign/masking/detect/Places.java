package dev.countersign.masking.detect;

import java.util.Arrays;

/// One bit for each byte of a text, in blocks of 64. One object serves many texts in turn.
final class Places {

  private long[] blocks = new long[4];
  private int count;

  /// Begins with a text.
  void begin() {
    count = 0;
  }

  /// Adds the bits of the next block.
  void add(long bits) {
    if (count + 1 == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blocks.length);
    }
    blocks[count++] = bits;
    blocks[count] = 0;
  }

  /// The bits of 64 bytes from a place on, counted from the text's first; none behind its end.
  long from(int place) {
    int block = place >>> 6;
    if (block >= count) {
      return 0;
    }
    // In two steps, for a shift by 64 would be none.
    return blocks[block] >>> place | blocks[block + 1] << 1 << ~place;
  }
}
