package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a forwarded call ended.
public enum OutcomeStatus {
  /// The caller was given the whole answer.
  COMPLETED,
  /// The upstream gave no usable answer.
  FAILED,
  /// The answer broke off, or the caller went away.
  ABORTED,
  /// Nobody knows: the gateway ended before it could say. Written by the audit-service.
  UNKNOWN;

  @JsonCreator
  public static OutcomeStatus parse(String wireName) {
    for (OutcomeStatus status : values()) {
      if (status.wireName().equals(wireName)) {
        return status;
      }
    }
    throw new IllegalArgumentException("outcome status: unknown");
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
