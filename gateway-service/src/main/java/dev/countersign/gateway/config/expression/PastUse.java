package dev.countersign.gateway.config.expression;

/// What a caller has used of a function so far, as far as is remembered.
public interface PastUse {
  /// Nobody remembers any use.
  PastUse NONE = of(true, 0, 0, 0);

  /// Whether no earlier use is remembered.
  boolean firstUse();

  long callsLastMinute();

  long callsLastHour();

  /// Bytes of arguments and answers.
  long volumeLastHour();

  static PastUse of(boolean firstUse, long lastMinute, long lastHour, long volume) {
    return new Known(firstUse, lastMinute, lastHour, volume);
  }

  /// Figures that are known in advance.
  record Known(boolean firstUse, long callsLastMinute, long callsLastHour, long volumeLastHour)
      implements PastUse {}
}
