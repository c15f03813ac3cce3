package dev.countersign.masking;

/// The bytes EF BB BF with which some writers begin UTF-8.
final class ByteOrderMark {

  /// What follows has not come yet.
  static final int UNKNOWN = -1;

  private static final int MARK = 0xbfbbef;

  private ByteOrderMark() {}

  /// The length of the mark at the beginning of a body, 0 or 3, or [#UNKNOWN].
  static int length(byte[] b, int from, int to, boolean last) {
    int length = 0;
    while (length < 3 && from + length < to && b[from + length] == (byte) (MARK >> 8 * length)) {
      length++;
    }
    if (length == 3) {
      return 3;
    }
    return from + length == to && !last ? UNKNOWN : 0;
  }
}
