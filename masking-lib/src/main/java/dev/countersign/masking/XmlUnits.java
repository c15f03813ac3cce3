package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import org.jspecify.annotations.Nullable;

/// Cuts XML into units: a tag, or a run of all that stands between two tags (text, comments, CDATA
/// sections, processing instructions). No byte of a unit that is not complete is looked at twice.
final class XmlUnits {

  /// What the unit is not complete of.
  static final int INCOMPLETE = -1;

  /// What the unit is not valid of; [#failure] says why.
  static final int WRONG = -2;

  private enum Mode {
    TEXT,
    TAG,
    TAG_QUOTED,
    TAG_APOSTROPHED,
    COMMENT,
    CDATA,
    INSTRUCTION
  }

  private static final byte[] COMMENT = {'<', '!', '-', '-'};
  private static final byte[] CDATA = {'<', '!', '[', 'C', 'D', 'A', 'T', 'A', '['};

  private Mode mode = Mode.TEXT;
  private int resume;
  private @Nullable Reason failure;

  @Nullable Reason failure() {
    return failure;
  }

  /// How much of a unit that is not complete, or wrong, has been read; the same however it came.
  int read() {
    return resume;
  }

  /// The end of the unit that begins at `p`, or [#INCOMPLETE], or [#WRONG].
  int end(byte[] b, int p, int to, boolean last) {
    int i = p + resume;
    while (i < to) {
      int next = step(b, p, i, to, last);
      if (next < 0) {
        resume = i - p;
        return next;
      }
      if (next == i) {
        return done(i);
      }
      i = next;
      if (mode == Mode.TEXT && b[p] == '<' && b[i - 1] == '>' && isTag(b, p, to)) {
        return done(i);
      }
    }
    resume = i - p;
    if (!last) {
      return INCOMPLETE;
    }
    return mode == Mode.TEXT ? done(to) : wrong(Reason.TRUNCATED);
  }

  private int done(int end) {
    resume = 0;
    mode = Mode.TEXT;
    return end;
  }

  private int wrong(Reason reason) {
    failure = reason;
    return WRONG;
  }

  static boolean isTag(byte[] b, int p, int to) {
    return b[p] == '<' && p + 1 < to && b[p + 1] != '!' && b[p + 1] != '?';
  }

  /// Goes on by one byte or more; `i` where the unit ends there.
  private int step(byte[] b, int p, int i, int to, boolean last) {
    return switch (mode) {
      case TEXT -> b[i] == '<' ? open(b, p, i, to, last) : i + 1;
      case TAG -> tag(b, i);
      case TAG_QUOTED -> quoted(b, i, '"');
      case TAG_APOSTROPHED -> quoted(b, i, '\'');
      case COMMENT -> close(b, i, to, '-', last);
      case CDATA -> close(b, i, to, ']', last);
      case INSTRUCTION -> instruction(b, i, to, last);
    };
  }

  private int open(byte[] b, int p, int i, int to, boolean last) {
    if (i + 1 == to) {
      return last ? wrong(Reason.TRUNCATED) : INCOMPLETE;
    }
    if (b[i + 1] == '?') {
      mode = Mode.INSTRUCTION;
      return i + 2;
    }
    if (b[i + 1] != '!') {
      if (i > p) {
        return i;
      }
      mode = Mode.TAG;
      return i + 1;
    }
    boolean section = i + 2 < to && b[i + 2] == '[';
    byte[] opening = section ? CDATA : COMMENT;
    for (int k = 2; k < opening.length; k++) {
      if (i + k == to) {
        return last ? wrong(Reason.TRUNCATED) : INCOMPLETE;
      }
      if (b[i + k] != opening[k]) {
        return wrong(Reason.MALFORMED);
      }
    }
    mode = section ? Mode.CDATA : Mode.COMMENT;
    return i + opening.length;
  }

  private int tag(byte[] b, int i) {
    switch (b[i]) {
      case '"' -> mode = Mode.TAG_QUOTED;
      case '\'' -> mode = Mode.TAG_APOSTROPHED;
      case '>' -> mode = Mode.TEXT;
      case '<' -> {
        return wrong(Reason.MALFORMED);
      }
      default -> {}
    }
    return i + 1;
  }

  private int quoted(byte[] b, int i, char quote) {
    if (b[i] == '<') {
      return wrong(Reason.MALFORMED);
    }
    mode = b[i] == quote ? Mode.TAG : mode;
    return i + 1;
  }

  /// Looks for two of the same and `>`; in a comment two without it are wrong.
  private int close(byte[] b, int i, int to, char mark, boolean last) {
    if (b[i] != mark) {
      return i + 1;
    }
    if (i + 2 >= to && !last) {
      return INCOMPLETE;
    }
    boolean two = i + 1 < to && b[i + 1] == mark;
    if (two && i + 2 < to && b[i + 2] == '>') {
      mode = Mode.TEXT;
      return i + 3;
    }
    return two && mark == '-' ? wrong(Reason.MALFORMED) : i + 1;
  }

  private int instruction(byte[] b, int i, int to, boolean last) {
    if (b[i] != '?') {
      return i + 1;
    }
    if (i + 1 == to) {
      return last ? wrong(Reason.TRUNCATED) : INCOMPLETE;
    }
    if (b[i + 1] == '>') {
      mode = Mode.TEXT;
      return i + 2;
    }
    return i + 1;
  }
}
