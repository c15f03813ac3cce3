package dev.countersign.audit.reading;

import dev.countersign.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads query and path parameters strictly: what has not the expected form is refused by name, and
/// never guessed.
public final class Parameters {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 1000;

  private static final int MAX_TEXT = 512;
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private Parameters() {}

  public static int limit(@Nullable String value) {
    long limit = number("limit", value, DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refused("limit", "a number from 1 to " + MAX_LIMIT);
    }
    return (int) limit;
  }

  public static long number(String name, @Nullable String value, long otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (!NUMBER.matcher(value).matches()) {
      throw refused(name, "a number from 0 to 999999999999999999");
    }
    return Long.parseLong(value);
  }

  public static @Nullable Instant time(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(value).toInstant();
      if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
        throw refused(name, "a time from 1970 to 9999");
      }
      return time;
    } catch (DateTimeException e) {
      throw refused(name, "a time as in RFC 3339, like 2026-11-20T12:00:00Z");
    }
  }

  /// Text that is looked for as it is.
  public static @Nullable String text(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.isEmpty()
        || value.length() > MAX_TEXT
        || value.chars().anyMatch(c -> Character.isISOControl(c))) {
      throw refused(name, "1 to " + MAX_TEXT + " characters, none of them a control character");
    }
    return value;
  }

  public static ProblemException refused(String name, String expected) {
    return ProblemException.badRequest(name + ": not as expected (expected: " + expected + ")");
  }
}
