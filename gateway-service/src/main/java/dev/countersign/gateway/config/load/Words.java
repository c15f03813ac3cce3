package dev.countersign.gateway.config.load;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks names and texts. Every error is an IllegalArgumentException.
final class Words {
  static final String CONNECTION_NAME =
      "1 to 63 of a-z, 0-9 and '-', a letter or digit first; not countersign, actuator, v3 or oauth2";
  static final String RULE_NAME =
      "1 to 63 letters, digits, '.', '_' and '-', a letter or digit first";

  private static final Set<String> RESERVED = Set.of("countersign", "actuator", "v3", "oauth2");
  private static final Pattern CONNECTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Words() {}

  static String connectionName(String text) {
    if (RESERVED.contains(text)) {
      throw new IllegalArgumentException("'" + text + "' is reserved");
    }
    return matching(CONNECTION, text);
  }

  static String ruleName(String text) {
    return matching(RULE, text);
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' is no name".formatted(shortened(text)));
    }
    return text;
  }

  static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /// Text for people: not blank, at most 500 characters, no control characters but line breaks.
  static String message(String text) {
    String stripped = text.strip();
    boolean isPlain = stripped.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c));
    if (stripped.isEmpty() || stripped.length() > 500 || !isPlain) {
      throw new IllegalArgumentException("no text of 1 to 500 printable characters");
    }
    return stripped;
  }

  /// Reads one of a fixed set of words.
  static <T> T oneOf(String text, Optional<T> found) {
    return found.orElseThrow(
        () -> new IllegalArgumentException("'%s' is not known".formatted(shortened(text))));
  }
}
