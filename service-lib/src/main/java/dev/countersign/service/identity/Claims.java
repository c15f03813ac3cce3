package dev.countersign.service.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token's claims, found by path ([IssuerSettings]). A claim of the wrong shape makes the token
/// invalid.
record Claims(Map<String, Object> values) {
  private static final int MAX_NAME = 256;
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Nullable Object at(String path) {
    Object found = values;
    for (String name : names(path)) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return found;
  }

  /// The name of the claim at the top that a path leads through.
  static String top(String path) {
    return names(path).getFirst();
  }

  private static List<String> names(String path) {
    if (path.startsWith("/")) {
      return List.of(path.substring(1).split("/", -1));
    }
    return path.contains("://") ? List.of(path) : List.of(path.split("\\.", -1));
  }

  Optional<String> text(String path) {
    Object value = at(path);
    return value == null ? Optional.empty() : Optional.of(name(path, value));
  }

  /// A NumericDate (RFC 7519 §2), to the second below.
  Optional<Instant> time(String claim) {
    Object value = values.get(claim);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number)) {
      throw new InvalidTokenException(claim + " is not a time");
    }
    double seconds = number.doubleValue();
    if (!(seconds >= 0 && seconds <= LATEST)) {
      throw new InvalidTokenException(claim + " is not a time");
    }
    return Optional.of(Instant.ofEpochSecond((long) seconds));
  }

  /// A claim that is one text or a list of them (RFC 7519 §4.1.3).
  List<String> texts(String claim) {
    Object value = values.get(claim);
    if (value instanceof String text) {
      return List.of(name(claim, text));
    }
    return value == null ? List.of() : list(claim, value);
  }

  static List<String> list(String claim, Object value) {
    if (!(value instanceof List<?> items)) {
      throw new InvalidTokenException(claim + " is not a list of names");
    }
    return items.stream().map(item -> name(claim, item)).toList();
  }

  static String name(String claim, @Nullable Object value) {
    if (!(value instanceof String text)
        || text.isBlank()
        || text.length() > MAX_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidTokenException(claim + " is not a name");
    }
    return text;
  }
}
