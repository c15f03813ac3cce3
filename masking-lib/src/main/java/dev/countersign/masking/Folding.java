package dev.countersign.masking;

/// What characters beyond ASCII are to a reader who only knows ASCII: full-width forms, digits of
/// other scripts, dashes, spaces and dots have a counterpart; what nobody sees is nothing.
///
/// Letters that only look alike (Cyrillic `а`) are letters of their own and stay.
final class Folding {

  /// The character is what it is.
  static final int SAME = -1;

  /// The character cannot be seen.
  static final int NOTHING = 0;

  private static final int FIRST_LETTER = 0xc0;
  private static final int BEHIND_LETTERS = 0x300;
  private static final int FULL_WIDTH = 0xff01 - '!';

  private Folding() {}

  /// The ASCII counterpart, [#NOTHING] or [#SAME]. Of Latin letters there is none.
  static int of(int point) {
    if (point >= FIRST_LETTER && point < BEHIND_LETTERS) {
      return SAME;
    }
    if (point >= 0xff01 && point <= 0xff5e) {
      return point - FULL_WIDTH;
    }
    if (point < 0x80) {
      return SAME;
    }
    if (isInvisible(point)) {
      return NOTHING;
    }
    if (isSpace(point)) {
      return ' ';
    }
    if (isDash(point)) {
      return '-';
    }
    int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
    return digit >= 0 ? '0' + digit : point == 0xfe52 ? '.' : point == 0xfe6b ? '@' : SAME;
  }

  /// Whether it is the full stop of Chinese and Japanese, which is a dot between the labels of a
  /// domain.
  static boolean isIdeographicStop(int point) {
    return point == 0x3002 || point == 0xff61;
  }

  private static boolean isInvisible(int point) {
    return point >= 0x200b && point <= 0x200f
        || point >= 0x202a && point <= 0x202e
        || point >= 0x2060 && point <= 0x206f
        || point >= 0xfe00 && point <= 0xfe0f
        || point >= 0xe0000 && point <= 0xe01ef
        || point == 0xad
        || point == 0x34f
        || point == 0x61c
        || point == 0x180e
        || point == 0xfeff;
  }

  private static boolean isSpace(int point) {
    return point >= 0x2000 && point <= 0x200a
        || point == 0xa0
        || point == 0x202f
        || point == 0x205f
        || point == 0x3000;
  }

  private static boolean isDash(int point) {
    return point >= 0x2010 && point <= 0x2015
        || point == 0x2212
        || point == 0xfe58
        || point == 0xfe63;
  }
}
