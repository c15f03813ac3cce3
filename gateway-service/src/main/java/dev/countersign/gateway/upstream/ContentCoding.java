package dev.countersign.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The content codings (RFC 9110 §8.4.1) that can be undone here.
enum ContentCoding {
  /// RFC 1952, also under its old name `x-gzip`.
  GZIP,
  /// The zlib format of RFC 1950.
  DEFLATE;

  /// The codings that `Content-Encoding` names, without `identity`, in lower case.
  static List<String> named(List<String> fields) {
    List<String> codings = new ArrayList<>();
    for (String field : fields) {
      for (String name : field.split(",", -1)) {
        String coding = name.strip().toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals("identity")) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  static Optional<ContentCoding> of(String name) {
    return switch (name) {
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }
}
