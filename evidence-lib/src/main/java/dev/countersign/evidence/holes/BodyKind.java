package dev.countersign.evidence.holes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The grammars in which places have names.
public enum BodyKind {
  JSON,
  NDJSON,
  SSE,
  TEXT,
  FORM,
  CSV,
  TSV,
  XML;

  /// The kind of that name, in lower case.
  public static Optional<BodyKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  /// The name in lower case.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a body looks like, where nobody says: JSON where it is one JSON text, XML where it begins
  /// with `<`, else lines of text, each of which may be JSON.
  public static BodyKind guess(byte[] body) {
    if (JsonPlaces.isJson(body)) {
      return JSON;
    }
    int first = Bytes.spacesEnd(body, Bytes.markEnd(body, 0, body.length), body.length);
    return first < body.length && body[first] == '<' ? XML : TEXT;
  }
}
