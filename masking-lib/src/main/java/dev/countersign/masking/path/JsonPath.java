package dev.countersign.masking.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed path: the steps from the root of a JSON text to the values it selects.
///
/// The subset of RFC 9535 that needs no look ahead: `.name`, `['name']`, `[0]`, `.*`, `[*]`, each
/// also behind `..`. Slices, filters, unions and negative indexes are refused.
public record JsonPath(List<Step> steps) {

  /// One step.
  ///
  /// @param descends whether any number of levels may lie before it (`..`)
  /// @param name the member it takes, or null
  /// @param index the element it takes, or -1; with no name either it takes all
  public record Step(boolean descends, @Nullable String name, int index) {}

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /// Reads a path.
  ///
  /// @throws IllegalArgumentException where it is none, with the place and what was expected there
  public static JsonPath parse(String text) {
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    JsonPath read() {
      if (!text.startsWith("$")) {
        throw wrong("$");
      }
      at = 1;
      while (at < text.length()) {
        step();
      }
      return new JsonPath(steps);
    }

    private void step() {
      boolean descends = text.startsWith("..", at);
      if (descends) {
        at += 2;
      }
      if (peek() == '[') {
        bracket(descends);
      } else if (descends) {
        dotted(true);
      } else if (peek() == '.') {
        at++;
        dotted(false);
      } else {
        throw wrong(". or [");
      }
    }

    private void dotted(boolean descends) {
      int start = at;
      while (at < text.length() && ".[]'\"*?() ".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (at > start) {
        steps.add(new Step(descends, text.substring(start, at), -1));
      } else if (peek() == '*') {
        at++;
        steps.add(new Step(descends, null, -1));
      } else {
        throw wrong("a name or *");
      }
    }

    private void bracket(boolean descends) {
      at++;
      char first = peek();
      if (first == '*') {
        at++;
        steps.add(new Step(descends, null, -1));
      } else if (first == '\'' || first == '"') {
        steps.add(new Step(descends, quoted(first), -1));
      } else {
        steps.add(new Step(descends, null, index()));
      }
      if (peek() != ']') {
        throw wrong("]");
      }
      at++;
    }

    private String quoted(char quote) {
      StringBuilder name = new StringBuilder();
      for (at++; peek() != quote; at++) {
        if (peek() == '\\') {
          at++;
        }
        if (at >= text.length()) {
          throw wrong(String.valueOf(quote));
        }
        name.append(text.charAt(at));
      }
      at++;
      return name.toString();
    }

    private int index() {
      int start = at;
      while (at < text.length() && at - start < 9 && Character.isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw wrong("*, an index from 0 or a quoted name");
      }
      return Integer.parseInt(text.substring(start, at));
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException(
          "path: " + text + " at " + at + " (expected: " + expected + ")");
    }
  }
}
