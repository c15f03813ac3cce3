package dev.countersign.gateway.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A path in which whole segments may be variables: `/customers/{id}`.
public final class PathTemplate {
  private static final int MAX_SEGMENTS = 32;
  private static final int MAX_LENGTH = 512;

  private final String text;
  private final List<Segment> segments;

  private PathTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = List.copyOf(segments);
  }

  /// A literal or a variable between two slashes.
  sealed interface Segment {}

  record Literal(String text) implements Segment {}

  record Variable(String name) implements Segment {}

  /// Reads a template.
  ///
  /// @throws IllegalArgumentException whose message says what is wrong with it
  public static PathTemplate parse(String text) {
    if (!text.startsWith("/") || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a path starts with '/' and has at most 512 characters");
    }
    List<Segment> segments = new ArrayList<>();
    if (text.length() > 1) {
      for (String part : text.substring(1).split("/", -1)) {
        segments.add(segment(part));
      }
    }
    if (segments.size() > MAX_SEGMENTS) {
      throw new IllegalArgumentException("a path has at most 32 segments");
    }
    requireDistinctVariables(segments);
    return new PathTemplate(text, segments);
  }

  private static Segment segment(String part) {
    if (part.startsWith("{") && part.endsWith("}")) {
      String name = part.substring(1, part.length() - 1);
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
        throw new IllegalArgumentException(
            "a variable is written {name}, of letters, digits and _");
      }
      return new Variable(name);
    }
    if (!part.matches("[A-Za-z0-9._~!$'()*,:@-]+") || part.equals(".") || part.equals("..")) {
      throw new IllegalArgumentException(
          "a segment is a {variable} or letters, digits and any of ._~!$'()*,:@-");
    }
    return new Literal(part);
  }

  private static void requireDistinctVariables(List<Segment> segments) {
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (segment instanceof Variable(String name) && !names.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("the variable {" + name + "} stands twice");
      }
    }
  }

  /// The variables of a path taken apart, decoded; empty where the path is another one.
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      switch (segments.get(i)) {
        case Variable(String name) -> variables.put(name, path.get(i));
        case Literal(String literal) -> {
          if (!literal.equals(path.get(i))) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(variables);
  }

  /// Puts values in the places of the variables, percent-encoded: what is forwarded.
  ///
  /// @throws IllegalArgumentException when a variable has no value
  public String expand(Map<String, String> variables) {
    if (segments.isEmpty()) {
      return "/";
    }
    StringBuilder out = new StringBuilder();
    for (Segment segment : segments) {
      out.append('/');
      switch (segment) {
        case Literal(String literal) -> out.append(literal);
        case Variable(String name) -> out.append(PercentEncoding.encode(value(variables, name)));
      }
    }
    return out.toString();
  }

  private static String value(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("path variable: {" + name + "} has no value");
    }
    return value;
  }

  /// Whether some path matches both templates.
  public boolean overlaps(PathTemplate other) {
    if (segments.size() != other.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i) instanceof Literal(String mine)
          && other.segments.get(i) instanceof Literal(String theirs)
          && !mine.equals(theirs)) {
        return false;
      }
    }
    return true;
  }

  List<Segment> segments() {
    return segments;
  }

  /// The template as the operator wrote it.
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
