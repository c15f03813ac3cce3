package dev.countersign.gateway.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where an approval stands, as the approval-service says.
public enum ApprovalState {
  REQUESTED,
  APPROVED,
  DENIED,
  EXPIRED,
  WITHDRAWN,
  REVOKED,
  CONSUMED,
  LAPSED;

  @JsonCreator
  static ApprovalState parse(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
