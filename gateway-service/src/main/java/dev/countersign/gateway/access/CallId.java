package dev.countersign.gateway.access;

import java.util.Optional;
import java.util.UUID;

/// Names one call for ever: a UUID version 7 (RFC 9562 §5.7), so ids sort by time.
public record CallId(UUID value) {
  public CallId {
    if (value.version() != 7 || value.variant() != 2) {
      throw new IllegalArgumentException("call id: not a UUID version 7");
    }
  }

  /// Reads the canonical lower-case form; anything else is empty.
  public static Optional<CallId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.version() == 7 && uuid.variant() == 2 && uuid.toString().equals(text)
          ? Optional.of(new CallId(uuid))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
