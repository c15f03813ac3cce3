package dev.countersign.gateway.config.expression;

import java.util.List;
import java.util.Random;

/// Makes conditions, and calls' arguments for them, of all shapes; the same for the same seed.
///
/// Names, texts and numbers are few, so that most members are there and some comparisons hold.
final class RandomExpressions {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<String> TEXTS =
      List.of("''", "'a'", "'b'", "'ab'", "'x y'", "'é😀'", "'\\uffff'", "'high'");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "0.0",
          "-0.0",
          "1.0",
          "2.5",
          "1e308",
          "9007199254740993",
          "9007199254740992.0",
          "9223372036854775807",
          "-9223372036854775808",
          "3u");
  private static final List<String> JSON_TEXTS =
      List.of("\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"x y\"", "\"é😀\"", "\"\\uffff\"", "\"😀\"");
  private static final List<String> JSON_NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "0.0",
          "-0.0",
          "1.0",
          "2.5",
          "1e308",
          "9007199254740993",
          "9007199254740992.0",
          "9223372036854775807");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> TESTS = List.of("contains", "startsWith", "endsWith");
  private static final List<String> PATTERNS = List.of("^a", "b$", "(?i)A|X", "\\\\s");

  private final Random random;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  String condition() {
    return condition(0, "args");
  }

  String arguments() {
    return object(0);
  }

  private String condition(int depth, String from) {
    return switch (random.nextInt(depth > 3 ? 6 : 12)) {
      case 0, 1 -> value(depth, from) + " " + pick(COMPARISONS) + " " + value(depth, from);
      case 2 -> "has(" + member(from) + ")";
      case 3 -> text(from) + "." + pick(TESTS) + "(" + text(from) + ")";
      case 4 -> value(depth, from) + " in " + list(from);
      case 5 ->
          oneOf("true", "false", "subject.present", "'support' in subject.groups", member(from));
      case 6 -> "(" + condition(depth + 1, from) + " && " + condition(depth + 1, from) + ")";
      case 7 -> "(" + condition(depth + 1, from) + " || " + condition(depth + 1, from) + ")";
      case 8 -> "!(" + condition(depth + 1, from) + ")";
      case 9 -> text(from) + ".matches('" + pick(PATTERNS) + "')";
      default -> loop(depth, from);
    };
  }

  private String loop(int depth, String from) {
    String each = oneOf("i", "j", "path", "args");
    return list(from)
        + "."
        + oneOf("exists", "all", "exists_one")
        + "("
        + each
        + ", "
        + condition(depth + 1, each)
        + ")";
  }

  private String value(int depth, String from) {
    return switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> pick(NUMBERS);
      case 1 -> pick(TEXTS);
      case 2 -> oneOf("null", "true", "risk", "score", "now", "history.calls_last_hour");
      case 3, 4 -> member(from);
      case 5 ->
          "("
              + value(depth + 1, from)
              + oneOf(" + ", " - ", " * ", " / ")
              + value(depth + 1, from)
              + ")";
      case 6 -> "size(" + oneOf(member(from), text(from), list(from)) + ")";
      default ->
          "("
              + condition(depth + 1, from)
              + " ? "
              + value(depth + 1, from)
              + " : "
              + value(depth + 1, from)
              + ")";
    };
  }

  private String text(String from) {
    return oneOf(pick(TEXTS), member(from), "function", "path", "actors[0].id", "subject.id");
  }

  private String list(String from) {
    return oneOf(
        member(from),
        "[" + pick(NUMBERS) + ", " + pick(NUMBERS) + "]",
        "[" + pick(TEXTS) + ", " + member(from) + "]",
        "subject.groups",
        "args",
        "headers",
        member(from) + ".filter(f, f == 1)");
  }

  private String member(String from) {
    String member = from + oneOf("." + pick(NAMES), "." + pick(NAMES), "['" + pick(NAMES) + "']");
    return random.nextInt(3) > 0
        ? member
        : member + oneOf("." + pick(NAMES), "[" + random.nextInt(3) + "]", "['a']");
  }

  private String object(int depth) {
    StringBuilder out = new StringBuilder("{");
    for (String name : NAMES) {
      if (random.nextInt(6) > 0) {
        out.append(out.length() > 1 ? "," : "").append('"').append(name).append("\":");
        out.append(json(depth + 1));
      }
    }
    return out.append('}').toString();
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 10)) {
      case 0, 1 -> pick(JSON_TEXTS);
      case 2, 3 -> pick(JSON_NUMBERS);
      case 4 -> oneOf("true", "false");
      case 5 -> random.nextInt(3) == 0 ? "null" : pick(JSON_TEXTS);
      case 6, 7 -> object(depth);
      default -> "[" + json(depth + 1) + (random.nextBoolean() ? "" : "," + json(depth + 1)) + "]";
    };
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
