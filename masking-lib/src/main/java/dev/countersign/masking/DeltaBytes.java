package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import java.util.Arrays;

/// What is not decided of a text that comes in pieces, with what was decided before it as context;
/// each byte knows where in the body it came from.
///
/// A replacement goes where its range begins; of further pieces in the range only the bytes go.
final class DeltaBytes {

  private static final byte[] NOTHING = {};
  private static final long NOWHERE = -1;

  private final CompiledRules rules;
  private final HeldEvents held;
  private final int layers;
  private byte[] bytes = new byte[256];
  private long[] origins = new long[256];
  private int length;
  private int[] pieceEnds = new int[8];
  private long[] sourceEnds = new long[8];
  private long[] insides = new long[16];
  private int pieces;
  private long insideFrom = NOWHERE;
  private long insideTo = NOWHERE;

  /// @param held takes the changes
  /// @param layers in how many JSON strings, one inside of the other, the text stands
  DeltaBytes(CompiledRules rules, HeldEvents held, int layers) {
    this.rules = rules;
    this.held = held;
    this.layers = layers;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Where in the body a byte came from.
  long origin(int i) {
    return origins[i];
  }

  void add(int b, long origin) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
      origins = Arrays.copyOf(origins, 2 * length);
    }
    bytes[length] = (byte) b;
    origins[length++] = origin;
  }

  /// Ends a piece: the source of what was added last ends there.
  void endPiece(long sourceEnd) {
    if (pieces == pieceEnds.length) {
      pieceEnds = Arrays.copyOf(pieceEnds, 2 * pieces);
      sourceEnds = Arrays.copyOf(sourceEnds, 2 * pieces);
      insides = Arrays.copyOf(insides, 4 * pieces);
    }
    pieceEnds[pieces] = length;
    sourceEnds[pieces] = sourceEnd;
    insides[2 * pieces] = insideFrom;
    insides[2 * pieces++ + 1] = insideTo;
    beginInside(NOWHERE, NOWHERE);
  }

  /// Says that the piece begins with the rest of what the last byte of the piece before came from.
  void beginInside(long from, long to) {
    insideFrom = from;
    insideTo = to;
  }

  boolean isPieceEnd(int end) {
    return Arrays.binarySearch(pieceEnds, 0, pieces, end) >= 0;
  }

  /// Where the source of what stands before a place ends.
  long sourceEnd(int end) {
    for (int piece = 0; piece < pieces; piece++) {
      if (pieceEnds[piece] == end) {
        return sourceEnds[piece];
      }
    }
    return origins[end];
  }

  /// Puts `text` in the place of some bytes, in the body; here nothing changes. Where a rule leaves
  /// nothing the lines stay in which the bytes came.
  void replace(int from, int to, byte[] text, int rule) {
    int at = from;
    while (text.length == 0 && layers == 0 && rules.drops(rule) && at < to) {
      int line = ByteScan.indexOf(bytes, '\n', at, to);
      replaceSource(at, line, text, rule);
      at = line + 1;
    }
    if (at < to) {
      replaceSource(at, to, text, rule);
    }
  }

  private void replaceSource(int from, int to, byte[] text, int rule) {
    byte[] put = text;
    for (int layer = 0; layer < layers; layer++) {
      put = JsonText.escaped(put);
    }
    int at = from;
    for (int piece = 0; piece < pieces && (at < to || pieceStart(piece) == to); piece++) {
      int end = Math.min(to, pieceEnds[piece]);
      boolean inside = insides[2 * piece] != NOWHERE && pieceStart(piece) > from;
      if (inside && pieceStart(piece) == at) {
        held.replace(insides[2 * piece], insides[2 * piece + 1], put, rule);
        put = NOTHING;
      }
      if (end > at) {
        long sourceEnd = end == pieceEnds[piece] ? sourceEnds[piece] : origins[end];
        held.replace(origins[at], sourceEnd, put, rule);
        put = NOTHING;
        at = end;
      }
    }
  }

  private int pieceStart(int piece) {
    return piece == 0 ? 0 : pieceEnds[piece - 1];
  }

  /// Takes the bytes before `from` away.
  void drop(int from) {
    length -= from;
    System.arraycopy(bytes, from, bytes, 0, length);
    System.arraycopy(origins, from, origins, 0, length);
    int left = 0;
    for (int piece = 0; piece < pieces; piece++) {
      if (pieceEnds[piece] > from) {
        pieceEnds[left] = pieceEnds[piece] - from;
        insides[2 * left] = insides[2 * piece];
        insides[2 * left + 1] = insides[2 * piece + 1];
        sourceEnds[left++] = sourceEnds[piece];
      }
    }
    pieces = left;
  }
}
