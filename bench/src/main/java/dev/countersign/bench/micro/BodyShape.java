package dev.countersign.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MediaKind;
import java.io.ByteArrayOutputStream;

/// How a body is made of one fragment over and over.
enum BodyShape {
  /// Text of one line.
  LINE(MediaKind.TEXT, "", "%s", ""),
  /// Text of many lines.
  LINES(MediaKind.TEXT, "", "%s\n", ""),
  /// One JSON string.
  STRING(MediaKind.JSON, "[\"", "%s", "\"]"),
  /// Many JSON strings.
  STRINGS(MediaKind.JSON, "[0", ",\"%s\"", "]"),
  /// Many members of one JSON object, of different names.
  MEMBERS(MediaKind.JSON, "{\"\":0", ",\"%2$d%1$s\":\"%1$s\"", "}"),
  /// JSON objects with two members each.
  OBJECTS(MediaKind.JSON, "[0", ",{\"a\":\"%s\",\"%s\":1}", "]"),
  /// JSON in JSON strings.
  INNER(MediaKind.JSON, "[0", ",\"[\\\"%s\\\",{\\\"a\\\":\\\"%s\\\"}]\"", "]"),
  /// JSON as it is.
  RAW(MediaKind.JSON, "[0", ",%s", "]");

  private final MediaKind kind;
  private final String head;
  private final String unit;
  private final String tail;

  BodyShape(MediaKind kind, String head, String unit, String tail) {
    this.kind = kind;
    this.head = head;
    this.unit = unit;
    this.tail = tail;
  }

  MediaKind kind() {
    return kind;
  }

  /// A body of exactly so many bytes, filled up with spaces behind its end.
  byte[] of(String fragment, int size) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    body.writeBytes(head.getBytes(UTF_8));
    byte[] end = tail.getBytes(UTF_8);
    for (int i = 0; ; i++) {
      byte[] next = unit(fragment, i).getBytes(UTF_8);
      if (next.length == 0 || body.size() + next.length + end.length > size) {
        break;
      }
      body.writeBytes(next);
    }
    body.writeBytes(end);
    while (body.size() < size) {
      body.write(' ');
    }
    return body.toByteArray();
  }

  private String unit(String fragment, int number) {
    String text = this == RAW || kind == MediaKind.TEXT ? fragment : escaped(fragment);
    String inside = this == INNER ? escaped(text) : text;
    return unit.replace("%2$d", Integer.toString(number))
        .replace("%1$s", inside)
        .replace("%s", inside);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
