package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;

/// Shows JSON numbers to the detectors as the digits that they stand for.
final class Numbers {

  /// Shorter numbers are of no interest to any detector.
  static final int FEWEST = 9;

  private final MaskingPass pass;
  private final byte[] digits = new byte[40];

  Numbers(MaskingPass pass) {
    this.pass = pass;
  }

  /// Whether some detector takes a valid number.
  boolean isHit(byte[] b, int from, int to, MemberName member) {
    return ruleOf(b, from, to, member) != CompiledRules.NONE;
  }

  /// The strongest rule that takes a valid number for sensitive, or [CompiledRules#NONE].
  int ruleOf(byte[] b, int from, int to, MemberName member) {
    int length = to - from < 4 ? 0 : JsonNumber.plain(b, from, to, digits);
    return length < FEWEST
        ? CompiledRules.NONE
        : pass.detection().ruleOfNumber(digits, 0, length, member);
  }
}
