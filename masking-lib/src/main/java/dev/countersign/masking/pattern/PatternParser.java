package dev.countersign.masking.pattern;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import java.util.ArrayList;
import java.util.List;

/// Makes a nondeterministic automaton over the bytes of UTF-8 of a pattern that RE2/J takes for
/// valid.
final class PatternParser {

  private static final int MAX_STATES = 4_000;

  private final String pattern;
  private boolean ignoresCase;
  private int at;

  PatternParser(String pattern) {
    this.pattern = pattern;
  }

  Automaton parse() throws NoAutomatonException {
    if (pattern.startsWith("(?i)")) {
      ignoresCase = true;
      at = 4;
      if (pattern.chars().anyMatch(c -> c >= 0x80)) {
        throw new NoAutomatonException("letters without case beyond ASCII");
      }
    }
    Automaton whole = alternatives();
    if (at < pattern.length()) {
      throw new NoAutomatonException("a pattern that ends early");
    }
    return whole;
  }

  private Automaton alternatives() throws NoAutomatonException {
    List<Automaton> all = new ArrayList<>();
    all.add(sequence());
    while (peek() == '|') {
      at++;
      all.add(sequence());
    }
    return all.size() == 1 ? all.getFirst() : bounded(BasicOperations.union(all));
  }

  private Automaton sequence() throws NoAutomatonException {
    List<Automaton> parts = new ArrayList<>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      parts.add(repeated(atom()));
    }
    return parts.isEmpty()
        ? BasicAutomata.makeEmptyString()
        : bounded(BasicOperations.concatenate(parts));
  }

  private Automaton repeated(Automaton atom) throws NoAutomatonException {
    Automaton result =
        switch (peek()) {
          case '*' -> BasicOperations.repeat(atom);
          case '+' -> BasicOperations.repeat(atom, 1);
          case '?' -> BasicOperations.optional(atom);
          case '{' -> counted(atom);
          default -> {
            yield null;
          }
        };
    if (result == null) {
      return atom;
    }
    at++;
    if (peek() == '?') {
      at++; // lazy or not, the longest match counts
    }
    return bounded(result);
  }

  /// At `{`; leaves the place at its `}`. Braces that count nothing are text, and left to RE2/J.
  private Automaton counted(Automaton atom) throws NoAutomatonException {
    int end = pattern.indexOf('}', at);
    String[] counts = pattern.substring(at + 1, Math.max(end, at + 1)).split(",", -1);
    if (end < 0 || counts.length > 2 || !isCount(counts[0])) {
      throw new NoAutomatonException("braces that are text");
    }
    int min = Integer.parseInt(counts[0]);
    boolean open = counts.length == 2 && counts[1].isEmpty();
    if (!open && !isCount(counts[counts.length - 1])) {
      throw new NoAutomatonException("braces that are text");
    }
    int max = open ? min + 1 : Integer.parseInt(counts[counts.length - 1]);
    if ((long) max * atom.getNumberOfStates() > MAX_STATES) {
      throw new NoAutomatonException("too many states");
    }
    at = end;
    return open ? BasicOperations.repeat(atom, min) : BasicOperations.repeat(atom, min, max);
  }

  private static boolean isCount(String text) {
    return !text.isEmpty() && text.length() < 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Automaton atom() throws NoAutomatonException {
    int c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> characters().automaton();
      case '.' -> new CodePoints().add('\n', '\n').negated().automaton();
      case '\\' -> escape().automaton();
      case '^', '$', '*', '+', '?', '{' -> throw new NoAutomatonException("an anchor");
      default -> literal(c).automaton();
    };
  }

  private Automaton group() throws NoAutomatonException {
    if (peek() == '?') {
      if (!pattern.startsWith("?:", at)) {
        throw new NoAutomatonException("a named group or a flag");
      }
      at += 2;
    }
    Automaton inner = alternatives();
    next();
    return inner;
  }

  private CodePoints literal(int c) {
    return fold(new CodePoints().add(c, c));
  }

  private CodePoints fold(CodePoints points) {
    return ignoresCase ? points.withBothCases() : points;
  }

  private CodePoints escape() throws NoAutomatonException {
    int c = next();
    return switch (c) {
      case 'd', 'D', 'w', 'W', 's', 'S' -> CodePoints.named((char) c);
      case 't' -> literal('\t');
      case 'n' -> literal('\n');
      case 'r' -> literal('\r');
      case 'f' -> literal('\f');
      case 'v' -> literal(0x0b);
      case 'a' -> literal(7);
      default -> {
        boolean letter = Character.isLetterOrDigit(c);
        if (letter) {
          throw new NoAutomatonException("an escape beyond the usual");
        }
        yield literal(c);
      }
    };
  }

  private CodePoints characters() throws NoAutomatonException {
    boolean negated = peek() == '^';
    if (negated) {
      at++;
    }
    CodePoints all = new CodePoints();
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      int c = next();
      if (c == '[' && peek() == ':') {
        throw new NoAutomatonException("a class by name");
      }
      boolean several = c == '\\' && "dDwWsS".indexOf(peek()) >= 0;
      CodePoints low = c == '\\' ? escape() : new CodePoints().add(c, c);
      if (!several && peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
        at++;
        int d = next();
        CodePoints high = d == '\\' ? escape() : new CodePoints().add(d, d);
        all.add(low.first(), high.first());
      } else {
        all.addAll(low);
      }
    }
    at++;
    CodePoints folded = fold(all);
    return negated ? folded.negated() : folded;
  }

  private static Automaton bounded(Automaton automaton) throws NoAutomatonException {
    if (automaton.getNumberOfStates() > MAX_STATES) {
      throw new NoAutomatonException("too many states");
    }
    return automaton;
  }

  private char peek() {
    return at < pattern.length() ? pattern.charAt(at) : 0;
  }

  private int next() throws NoAutomatonException {
    if (at >= pattern.length()) {
      throw new NoAutomatonException("a pattern that ends early");
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }
}
