package dev.countersign.evidence.holes;

import java.util.Arrays;

/// Where in a JSON text a reader stands, written as a normalized path (RFC 9535 §2.7).
///
/// A path is written when somebody asks for it, so a place without a hole costs nothing.
final class JsonTrail {
  private static final int INITIAL = 16;
  private static final int MAX_NAME = 128;

  private final byte[] b;
  private boolean[] arrays = new boolean[INITIAL];
  private int[] indexes = new int[INITIAL];
  private int[] nameStarts = new int[INITIAL];
  private int[] nameEnds = new int[INITIAL];
  private int depth;

  JsonTrail(byte[] b) {
    this.b = b;
  }

  int depth() {
    return depth;
  }

  boolean inArray() {
    return depth > 0 && arrays[depth - 1];
  }

  void open(boolean array) {
    if (depth == arrays.length) {
      arrays = Arrays.copyOf(arrays, 2 * depth);
      indexes = Arrays.copyOf(indexes, 2 * depth);
      nameStarts = Arrays.copyOf(nameStarts, 2 * depth);
      nameEnds = Arrays.copyOf(nameEnds, 2 * depth);
    }
    arrays[depth] = array;
    indexes[depth] = 0;
    nameStarts[depth] = 0;
    nameEnds[depth++] = 0;
  }

  void close() {
    depth--;
  }

  /// Goes behind a comma.
  void comma() {
    indexes[depth - 1]++;
  }

  /// Goes to the member whose name lies there, without its quotes.
  void member(int from, int to) {
    nameStarts[depth - 1] = from;
    nameEnds[depth - 1] = to;
  }

  /// The path to the value or member at hand.
  String path() {
    return path(depth);
  }

  /// The path to the object or array at hand.
  String container() {
    return path(Math.max(0, depth - 1));
  }

  private String path(int steps) {
    StringBuilder path = new StringBuilder("$");
    for (int i = 0; i < steps; i++) {
      if (path.length() > HolePath.MAX) {
        return path.append('…').toString();
      }
      if (arrays[i]) {
        path.append('[').append(indexes[i]).append(']');
      } else {
        appendName(path.append("['"), nameStarts[i], nameEnds[i]);
        path.append("']");
      }
    }
    return path.toString();
  }

  private void appendName(StringBuilder path, int from, int to) {
    boolean longer = to - from > 6 * MAX_NAME;
    int end = longer ? from + 6 * MAX_NAME : to;
    path.append(quoted(DecodedText.json(b, from, end).shown(MAX_NAME)));
    if (longer && path.charAt(path.length() - 1) != '…') {
      path.append('…');
    }
  }

  /// A name as it stands between the single quotes of a normalized path.
  static String quoted(String name) {
    StringBuilder quoted = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int letter = "\b\t\n\f\r'\\".indexOf(c);
      if (letter >= 0) {
        quoted.append('\\').append("btnfr'\\".charAt(letter));
      } else if (c < ' ') {
        quoted.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c);
      }
    }
    return quoted.toString();
  }
}
