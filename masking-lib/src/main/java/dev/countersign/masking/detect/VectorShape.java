package dev.countersign.masking.detect;

/// Looks at the marks and digits of a text, 64 bytes at a time. One object serves many texts in
/// turn.
final class VectorShape {

  private final VectorBlock block = new VectorBlock();

  /// The shape of a text, packed by [Shape#packed].
  long of(byte[] bytes, int from, int to) {
    long ats = 0;
    long capitalJs = 0;
    long equals = 0;
    long pluses = 0;
    long gaps = 0;
    long dashPairs = 0;
    long colonPairs = 0;
    long runs = 0;
    long dashBefore = 0;
    long colonBefore = 0;
    int dots = 0;
    int colons = 0;
    int digits = 0;
    int run = 0;
    for (int p = from; p < to; p += Long.SIZE) {
      block.read(bytes, p, to);
      ats |= block.ats();
      capitalJs |= block.capitalJs();
      equals |= block.equalSigns();
      pluses |= block.pluses();
      gaps |= block.gaps();
      dots += Long.bitCount(block.dots());
      digits += Long.bitCount(block.digits() | block.colons() | block.equalSigns());
      long dash = block.dashes();
      dashPairs |= dash & (dash << 1 | dashBefore);
      dashBefore = dash >>> 63;
      long colon = block.colons();
      colons += Long.bitCount(colon);
      colonPairs |= colon & (colon << 1 | colonBefore);
      colonBefore = colon >>> 63;
      long solid = block.used() & ~block.gaps();
      runs |= LongRuns.sixteens(solid);
      int head = Long.numberOfTrailingZeros(~solid);
      runs |= run + head >= Shape.LONG ? 1 : 0;
      run = head == Long.SIZE ? run + head : Long.numberOfLeadingZeros(~solid);
    }
    int marks =
        Shape.marks(ats, capitalJs, equals, colonPairs, dots, colons)
            | (dashPairs == 0 ? 0 : Shape.DASH_PAIR)
            | (pluses == 0 ? 0 : Shape.PLUS)
            | (gaps == 0 ? 0 : Shape.GAP)
            | (runs == 0 ? 0 : Shape.LONG_RUN);
    return Shape.packed(marks, digits);
  }
}
