package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Ways to write a text so that it does not stand there as it is.
public enum Encodings {
  PERCENT(Encodings::percent),
  PERCENT_TWICE(text -> percent(text).replace("%", "%25")),
  PERCENT_IN_SMALL(text -> percent(text).toLowerCase(Locale.ROOT)),
  DECIMAL_REFERENCES(text -> each(text, "&#%d;")),
  HEX_REFERENCES(text -> each(text, "&#x%x;")),
  ESCAPED_REFERENCES(text -> each(text, "&amp;#X%X;")),
  PERCENT_OF_REFERENCES(text -> percent(each(text, "&#%d;"))),
  FULL_WIDTH(Encodings::fullWidth),
  PERCENT_OF_FULL_WIDTH(text -> percent(fullWidth(text))),
  ZERO_WIDTH(text -> String.join("\u200b", text.split(""))),
  INVISIBLE(text -> text.replaceAll("(.)(.)", "$1\u00ad\ufeff\u2060$2")),
  BASE64(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
  BASE64_URL(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
  BASE64_TWICE(text -> BASE64.of(BASE64.of(text))),
  BASE64_OF_PERCENT(text -> BASE64.of(percent(text))),
  BASE64_OF_JSON(text -> BASE64.of("{\"id\":7,\"x\":[\"" + text + "\"]}")),
  PERCENT_OF_BASE64(text -> percent(BASE64.of(text))),
  DATA_URL(text -> "data:text/plain;base64," + BASE64.of("see " + text));

  private final UnaryOperator<String> way;

  Encodings(UnaryOperator<String> way) {
    this.way = way;
  }

  public String of(String text) {
    return way.apply(text);
  }

  private static String percent(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return out.toString();
  }

  private static String each(String text, String format) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(point -> out.append(format.formatted(point)));
    return out.toString();
  }

  private static String fullWidth(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append(c == ' ' ? '\u3000' : (char) (c + 0xfee0)));
    return out.toString();
  }
}
