package dev.countersign.approval.request;

import com.fasterxml.jackson.annotation.JsonValue;

/// What one reviewer said.
public enum Verdict {
  APPROVED,
  DENIED;

  @JsonValue
  public String wireName() {
    return this == APPROVED ? "approved" : "denied";
  }
}
