package dev.countersign.masking.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.countersign.masking.detect.Finder;
import org.jspecify.annotations.Nullable;

/// A pattern in RE2 syntax, checked and compiled. Immutable.
///
/// Of the matches that begin first the longest counts. What an automaton cannot express (anchors,
/// word boundaries, classes by Unicode name) or only with too many states is left to RE2/J, which
/// is slower by two orders of magnitude.
public final class CompiledPattern {

  /// The longest pattern, in characters.
  public static final int MAX_LENGTH = 512;

  private final @Nullable PatternTables tables;
  private final Pattern re2;

  private CompiledPattern(@Nullable PatternTables tables, Pattern re2) {
    this.tables = tables;
    this.re2 = re2;
  }

  /// Compiles a pattern.
  ///
  /// @throws IllegalArgumentException where it is none, or would match nothing at all everywhere,
  ///   with the place and the reason
  public static CompiledPattern of(String pattern) {
    if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "pattern: " + pattern.length() + " characters (expected: 1 to " + MAX_LENGTH + ")");
    }
    Pattern re2 = checked(pattern);
    if (re2.matches("")) {
      throw new IllegalArgumentException(
          "pattern: " + pattern + " at 0: matches the empty text (expected: something to find)");
    }
    return new CompiledPattern(tables(pattern), re2);
  }

  private static Pattern checked(String pattern) {
    try {
      return Pattern.compile(pattern, Pattern.LONGEST_MATCH);
    } catch (PatternSyntaxException e) {
      int at = e.getPattern() == null ? -1 : pattern.indexOf(e.getPattern());
      throw new IllegalArgumentException(
          "pattern: "
              + pattern
              + " at "
              + Math.max(at, 0)
              + ": "
              + e.getDescription()
              + " (expected: RE2 syntax)",
          e);
    }
  }

  private static @Nullable PatternTables tables(String pattern) {
    try {
      return PatternTables.of(new PatternParser(pattern).parse());
    } catch (NoAutomatonException e) {
      return null;
    }
  }

  /// Whether it runs as an automaton.
  public boolean isAutomaton() {
    return tables != null;
  }

  /// A finder of its matches, for one thread.
  public Finder finder() {
    return tables == null ? new Re2Finder(re2) : new AutomatonFinder(tables);
  }

  /// The same matches by RE2/J, whatever the pattern.
  Finder slowFinder() {
    return new Re2Finder(re2);
  }
}
