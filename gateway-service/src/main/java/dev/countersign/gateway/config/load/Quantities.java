package dev.countersign.gateway.config.load;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/// Reads durations, sizes and counts within bounds. Every error is an IllegalArgumentException.
final class Quantities {
  private Quantities() {}

  /// Reads `30s`, `15m`, `500ms` or ISO-8601 `PT30S`; a bare number is refused.
  static Duration duration(String text, Duration min, Duration max) {
    requireUnit(text);
    Duration value;
    try {
      value = DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("no duration", e);
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  /// Reads `512KB`, `1MB`; a bare number is refused.
  static DataSize size(String text, DataSize max) {
    requireUnit(text);
    DataSize value;
    try {
      value = DataSize.parse(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("no size", e);
    }
    if (value.toBytes() < 1 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  static int count(String text, int max) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no whole number", e);
    }
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static void requireUnit(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException("no unit");
    }
  }
}
