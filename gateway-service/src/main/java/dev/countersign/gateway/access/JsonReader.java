package dev.countersign.gateway.access;

import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON text (RFC 8259) into a tree and its canonical text, in a single pass.
///
/// Used once, by one thread. Work and memory grow with the text and stop at the limits.
final class JsonReader {
  private final String text;
  private final JsonLimits limits;
  private final StringBuilder canonical;
  private int position;
  private int values;
  private boolean holdsNull;

  JsonReader(String text, JsonLimits limits) {
    this.text = text;
    this.limits = limits;
    this.canonical = new StringBuilder(text.length());
  }

  JsonDocument read() {
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      throw new ArgumentsRefused(
          Fault.INVALID_ENCODING, "body: starts with a byte order mark (expected: none)");
    }
    skipSpace();
    Object value = value(0);
    skipSpace();
    if (position != text.length()) {
      throw malformed("something after the document (expected: its end)");
    }
    return new JsonDocument(value, canonical.toString(), holdsNull);
  }

  private @Nullable Object value(int depth) {
    if (++values > limits.maxValues()) {
      throw tooLarge("values: more than %d".formatted(limits.maxValues()));
    }
    return switch (peek()) {
      case '{' -> object(deeper(depth));
      case '[' -> array(deeper(depth));
      case '"' -> quoted();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> {
        holdsNull = true;
        yield literal("null", null);
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw malformed("unexpected character (expected: a JSON value)");
    };
  }

  private int deeper(int depth) {
    if (depth >= limits.maxDepth()) {
      throw tooLarge("depth: more than %d".formatted(limits.maxDepth()));
    }
    return depth + 1;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    MemberNames names = new MemberNames();
    take('{');
    skipSpace();
    while (peek() != '}') {
      if (!members.isEmpty()) {
        take(',');
        skipSpace();
      }
      String name = memberName(names);
      skipSpace();
      take(':');
      skipSpace();
      members.put(name, value(depth));
      skipSpace();
    }
    take('}');
    return Collections.unmodifiableMap(members);
  }

  private String memberName(MemberNames names) {
    int start = position;
    if (peek() != '"') {
      throw malformed("unexpected character (expected: a member name in double quotes)");
    }
    String name = quoted();
    if (name.length() > limits.maxNameLength()) {
      throw tooLarge("member name: more than %d characters".formatted(limits.maxNameLength()));
    }
    if (!names.add(name)) {
      throw new ArgumentsRefused(
          Fault.DUPLICATE,
          "body at character %d: a member name stands twice (letter case does not distinguish)"
              .formatted(start));
    }
    return name;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    take('[');
    skipSpace();
    while (peek() != ']') {
      if (!elements.isEmpty()) {
        take(',');
        skipSpace();
      }
      elements.add(value(depth));
      skipSpace();
    }
    take(']');
    return Collections.unmodifiableList(elements);
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    if (!text.startsWith(word, position)) {
      throw malformed("unexpected character (expected: a JSON value)");
    }
    position += word.length();
    canonical.append(word);
    return value;
  }

  private Object number() {
    int start = position;
    boolean isInteger = new NumberScanner().scan();
    if (position - start > limits.maxNumberLength()) {
      throw tooLarge("number: more than %d characters".formatted(limits.maxNumberLength()));
    }
    String digits = text.substring(start, position);
    Number value = JsonNumbers.value(digits, isInteger);
    if (value == null) {
      throw new ArgumentsRefused(
          Fault.MALFORMED,
          "body at character %d: a number that would be rounded (expected: a signed 64 bit integer or a decimal that a double holds)"
              .formatted(start));
    }
    canonical.append(digits);
    return value;
  }

  private String quoted() {
    StringBuilder decoded = null;
    int clean = ++position;
    while (true) {
      char c = next("the end of a string");
      if (c == '"') {
        String value =
            decoded == null
                ? text.substring(clean, position - 1)
                : decoded.append(text, clean, position - 1).toString();
        JsonText.quote(canonical, value);
        return value;
      }
      if (c < ' ') {
        throw malformed("a control character in a string (expected: an escape)");
      }
      if (c == '\\') {
        decoded = decoded == null ? new StringBuilder() : decoded;
        decoded.append(text, clean, position - 1);
        unescape(decoded);
        clean = position;
      }
    }
  }

  private void unescape(StringBuilder out) {
    char c = next("an escape");
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> unescapeUnicode(out);
      default -> throw malformed("an unknown escape (expected: one of \" \\ / b f n r t u)");
    }
  }

  private void unescapeUnicode(StringBuilder out) {
    char first = fourHexDigits();
    if (first == 0) {
      throw malformed("the character U+0000 (expected: any other)");
    }
    out.append(first);
    if (!Character.isSurrogate(first)) {
      return;
    }
    boolean followed = Character.isHighSurrogate(first) && text.startsWith("\\u", position);
    if (followed) {
      position += 2;
      char second = fourHexDigits();
      followed = Character.isLowSurrogate(second);
      out.append(second);
    }
    if (!followed) {
      throw new ArgumentsRefused(
          Fault.INVALID_ENCODING,
          "body at character %d: half a surrogate pair (expected: both halves)"
              .formatted(position));
    }
  }

  private char fourHexDigits() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = next("four hex digits");
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed("an escape that is not \\u and four hex digits");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw malformed("unexpected character (expected: '%c')".formatted(expected));
    }
    position++;
    canonical.append(expected);
  }

  private char peek() {
    if (position >= text.length()) {
      throw malformed("the document ends early");
    }
    return text.charAt(position);
  }

  private char next(String expected) {
    if (position >= text.length()) {
      throw malformed("the document ends early (expected: %s)".formatted(expected));
    }
    return text.charAt(position++);
  }

  private void skipSpace() {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private ArgumentsRefused malformed(String what) {
    return new ArgumentsRefused(
        Fault.MALFORMED, "body at character %d: %s".formatted(position, what));
  }

  private ArgumentsRefused tooLarge(String what) {
    return new ArgumentsRefused(Fault.TOO_LARGE, "body, " + what);
  }

  /// Moves over one number by the grammar of RFC 8259 §6.
  private final class NumberScanner {
    /// Returns whether the number has neither fraction nor exponent.
    boolean scan() {
      skip('-');
      if (!skip('0')) {
        digits();
      }
      boolean hasFraction = skip('.');
      if (hasFraction) {
        digits();
      }
      boolean hasExponent = skip('e') || skip('E');
      if (hasExponent) {
        if (!skip('+')) {
          skip('-');
        }
        digits();
      }
      return !hasFraction && !hasExponent;
    }

    private boolean skip(char c) {
      boolean found = position < text.length() && text.charAt(position) == c;
      position += found ? 1 : 0;
      return found;
    }

    private void digits() {
      int start = position;
      while (position < text.length() && isDigit(text.charAt(position))) {
        position++;
      }
      if (position == start) {
        throw malformed("unexpected character in a number (expected: a digit)");
      }
    }

    private boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
