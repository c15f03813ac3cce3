package dev.countersign.masking;

import java.util.Locale;
import java.util.Optional;

/// The grammars that a session can mask; whatever is none of them is refused, never guessed.
public enum MediaKind {
  /// One JSON text (RFC 8259).
  JSON,
  /// One JSON text a line.
  NDJSON,
  /// Server-sent events; the data of an event is JSON where it parses, else text.
  SSE,
  /// Lines of text; a line that is JSON is treated as such.
  TEXT,
  /// `application/x-www-form-urlencoded`.
  FORM,
  /// Comma-separated values (RFC 4180) whose first row names the columns.
  CSV,
  /// The same with tabs.
  TSV,
  /// XML 1.0 without a document type.
  XML;

  /// The kind of a `Content-Type`; empty where the type is unknown or binary, the charset not UTF-8
  /// (or its subset US-ASCII), or a table has no names of columns (`header=absent`).
  public static Optional<MediaKind> of(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      if (!harmless(parts[i].strip())) {
        return Optional.empty();
      }
    }
    return ofType(parts[0].strip());
  }

  private static boolean harmless(String parameter) {
    if (!parameter.startsWith("charset")) {
      return !parameter.replace(" ", "").equals("header=absent");
    }
    String value = parameter.substring("charset".length()).strip();
    return switch (value.replace("\"", "")) {
      case "=utf-8", "=utf8", "=us-ascii" -> true;
      default -> false;
    };
  }

  private static Optional<MediaKind> ofType(String type) {
    return switch (type) {
      case "application/json", "text/json" -> Optional.of(JSON);
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "application/jsonlines" ->
          Optional.of(NDJSON);
      case "text/event-stream" -> Optional.of(SSE);
      case "text/plain", "text/markdown" -> Optional.of(TEXT);
      case "text/csv" -> Optional.of(CSV);
      case "text/tab-separated-values" -> Optional.of(TSV);
      case "application/x-www-form-urlencoded" -> Optional.of(FORM);
      case "application/xml", "text/xml" -> Optional.of(XML);
      default -> ofSuffix(type);
    };
  }

  private static Optional<MediaKind> ofSuffix(String type) {
    if (!type.startsWith("application/")) {
      return Optional.empty();
    }
    return type.endsWith("+json")
        ? Optional.of(JSON)
        : type.endsWith("+xml") ? Optional.of(XML) : Optional.empty();
  }
}
