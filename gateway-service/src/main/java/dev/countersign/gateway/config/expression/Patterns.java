package dev.countersign.gateway.config.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The regular expressions (RE2) of a configuration, compiled once when it is loaded.
///
/// RE2 matches in time linear to the text, so no argument can make a pattern slow.
final class Patterns {
  private static final int MAX_PROGRAM = 10_000;

  private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

  /// Checks and keeps a pattern.
  void add(String pattern) throws ExpressionException {
    if (pattern.indexOf('\b') >= 0) {
      throw new ExpressionException(
          "the pattern holds a backspace", "a raw string, r'\\b', where a word boundary is meant");
    }
    try {
      Pattern program = Pattern.compile(pattern);
      if (program.programSize() > MAX_PROGRAM) {
        throw new ExpressionException(
            "the pattern is too large (%d steps)".formatted(program.programSize()),
            "at most %d steps".formatted(MAX_PROGRAM));
      }
      compiled.put(pattern, program);
    } catch (PatternSyntaxException e) {
      throw new ExpressionException(
          "the pattern does not compile: " + e.getDescription(),
          "RE2 syntax, which has neither look-around nor back-references");
    }
  }

  /// Whether the pattern is found anywhere in the text.
  boolean matches(String text, String pattern) {
    Pattern program = compiled.get(pattern);
    if (program == null) {
      throw new IllegalArgumentException("a pattern that was not compiled at load");
    }
    TextBudget.charge(text.length());
    return program.matcher(text).find();
  }
}
