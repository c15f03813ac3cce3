package dev.countersign.audit.arguments;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a text: what stands between anything that is neither a letter nor a digit, in lower
/// case, each once.
///
/// The same rule makes the words that are kept and those that are looked for. A word is found whole
/// or not at all; of a long one only the beginning counts, of a text with more words than are kept
/// only the first ones.
public final class Words {
  /// More words of one frame are not kept.
  static final int MOST = 2_000;

  /// More characters of one word do not count.
  static final int LONGEST = 64;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  // In JSON a letter can be written as an escape, and "\n" stands right before a word.
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|[bfnrt\"\\\\/])");

  private Words() {}

  /// The words of a text.
  public static List<String> of(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher word = WORD.matcher(text);
    while (found.size() < MOST && word.find()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      found.add(lower.substring(0, lower.offsetByCodePoints(0, codePoints(lower))));
    }
    return List.copyOf(found);
  }

  /// The words of a JSON text: names of members as well as values.
  static List<String> ofJson(String json) {
    if (json.indexOf('\\') < 0) {
      return of(json);
    }
    return of(
        ESCAPE
            .matcher(json)
            .replaceAll(escape ->
                escape.group(1) == null
                    ? " "
                    : Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16)))));
  }

  private static int codePoints(String word) {
    return Math.min(word.codePointCount(0, word.length()), LONGEST);
  }
}
