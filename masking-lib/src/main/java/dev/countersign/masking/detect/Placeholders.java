package dev.countersign.masking.detect;

import java.util.Arrays;

/// What stands in the place of a secret without being one: variables, masks, words of manuals,
/// types, paths, times.
final class Placeholders {

  private static final String[] BEGINNINGS = {
    "your",
    "my_",
    "example",
    "changeme",
    "change_me",
    "change-me",
    "placeholder",
    "redacted",
    "insert",
    "enter",
    "replace",
    "dummy",
    "xxx",
    "todo",
    "null",
    "none",
    "undefined",
    "process.env",
    "os.env",
    "env.",
    "secrets.",
    "vault:",
    "arn:",
    "http",
    "test_",
    "fake",
    "sample",
  };

  /// The letters with which these begin, as bits.
  private static final int FIRST_LETTERS =
      Arrays.stream(BEGINNINGS)
          .mapToInt(word -> 1 << word.charAt(0) - 'a')
          .reduce(0, (a, b) -> a | b);

  private static final String EDGES = "*#~<>()[]{}";
  private static final int MAX_NAME = 64;

  private Placeholders() {}

  /// Whether the text from `from` to `to` is none that anybody has to hide.
  static boolean is(Text text, int from, int to) {
    int first = text.at(from);
    int last = text.at(to - 1);
    return isEdge(first) && isEdge(last)
        || isMarker(text, from)
        || isMasked(text, from, to)
        || isVariable(text, from, to)
        || isPath(text, from)
        || isTime(text, from)
        || isWord(text, from);
  }

  private static boolean isEdge(int b) {
    return EDGES.indexOf(b) >= 0;
  }

  /// Whether it begins with what was put in the place of an earlier hit.
  private static boolean isMarker(Text text, int from) {
    return (text.at(from) == '[' && Words.says(text, from + 1, "redacted:"))
        || Words.inMarker(text, from);
  }

  /// Whether stars stand at its begin or end.
  private static boolean isMasked(Text text, int from, int to) {
    return text.starsBefore(from + 4) || text.starsBefore(to);
  }

  /// `$NAME`, `${NAME}`, `%NAME%`, `{{name}}`, `@name@`.
  private static boolean isVariable(Text text, int from, int to) {
    int first = text.at(from);
    int second = text.at(from + 1);
    boolean dollar = first == '$' && (second == '{' || second == '(' || isName(text, from + 1, to));
    boolean enclosed = (first == '%' || first == '@') && text.at(to - 1) == first;
    boolean braces =
        first == '{' || (first == '%' && second == '{') || (first == '#' && second == '{');
    return dollar || enclosed || braces;
  }

  private static boolean isName(Text text, int from, int to) {
    int i = from;
    while (i < Math.min(to, from + MAX_NAME) && (text.alphanumericAt(i) || text.at(i) == '_')) {
      i++;
    }
    return i == to && !text.digitAt(from);
  }

  private static boolean isPath(Text text, int from) {
    int first = text.at(from);
    int second = text.at(from + 1);
    boolean relative = (first == '.' || first == '~') && (second == '/' || second == '.');
    boolean drive = Ascii.isLetter(first) && second == ':' && text.at(from + 2) == '\\';
    return relative || drive || (first == '/' && isSmall(second) && isSmall(text.at(from + 2)));
  }

  private static boolean isSmall(int b) {
    return b >= 'a' && b <= 'z';
  }

  /// A date, or the time of a day.
  private static boolean isTime(Text text, int from) {
    int end = text.digitsEnd(from);
    boolean date = end == from + 4 && text.at(end) == '-' && text.digitsEnd(end + 1) == end + 3;
    boolean time = end <= from + 2 && text.at(end) == ':' && text.digitsEnd(end + 1) == end + 3;
    return (date && text.at(end + 3) == '-') || (end > from && time);
  }

  private static boolean isWord(Text text, int from) {
    int first = text.at(from);
    boolean may = Ascii.isLetter(first) && (FIRST_LETTERS >>> (first | 0x20) - 'a' & 1) != 0;
    for (int i = 0; may && i < BEGINNINGS.length; i++) {
      if (Words.says(text, from, BEGINNINGS[i])) {
        return true;
      }
    }
    return false;
  }
}
