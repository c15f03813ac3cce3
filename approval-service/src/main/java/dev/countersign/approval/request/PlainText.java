package dev.countersign.approval.request;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows a text that a caller controls so that it cannot pretend to be another: control, format and
/// other invisible characters, those that turn the direction of writing among them, show as
/// `\\u{…}`.
///
/// It says nothing about markup: what it gives is data, which a page has to escape.
public final class PlainText {
  private PlainText() {}

  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(code -> append(plain, code));
    return plain.toString();
  }

  /// The same for every name and text of a JSON value.
  static JsonNode of(JsonNode value) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode plain = factory.objectNode();
        object
            .properties()
            .forEach(member -> plain.set(of(member.getKey()), of(member.getValue())));
        yield plain;
      }
      case ArrayNode array -> {
        ArrayNode plain = factory.arrayNode(array.size());
        array.forEach(item -> plain.add(of(item)));
        yield plain;
      }
      default -> value.isString() ? factory.stringNode(of(value.stringValue())) : value;
    };
  }

  private static void append(StringBuilder plain, int code) {
    if (isVisible(code)) {
      plain.appendCodePoint(code);
    } else {
      plain.append("\\u{").append(Integer.toHexString(code).toUpperCase(Locale.ROOT)).append('}');
    }
  }

  private static boolean isVisible(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL -> code == '\n' || code == '\t';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlankLetter(code);
    };
  }

  // Letters and marks that show nothing: variation selectors, Hangul fillers, the grapheme joiner.
  private static boolean isBlankLetter(int code) {
    return code >= 0xFE00 && code <= 0xFE0F
        || code >= 0xE0100 && code <= 0xE01EF
        || code == 0x034F
        || code == 0x115F
        || code == 0x1160
        || code == 0x3164
        || code == 0xFFA0;
  }
}
