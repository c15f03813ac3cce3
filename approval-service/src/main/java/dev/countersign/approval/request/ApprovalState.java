package dev.countersign.approval.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where an approval stands. `docs/approvals.md` has the table of transitions.
public enum ApprovalState {
  /// Waits for reviewers until `decideBy`.
  REQUESTED,
  /// Enough people agreed; may be used once until `useBy`.
  APPROVED,
  DENIED,
  /// Nobody decided in time.
  EXPIRED,
  /// The requester took it back before it was used.
  WITHDRAWN,
  /// Taken back after it was approved, by somebody who may.
  REVOKED,
  /// Used by one call.
  CONSUMED,
  /// Approved, but not used in time.
  LAPSED;

  /// Reads the name on the wire.
  ///
  /// @throws IllegalArgumentException when there is no such state
  @JsonCreator
  public static ApprovalState parse(String wireName) {
    for (ApprovalState state : values()) {
      if (state.wireName().equals(wireName)) {
        return state;
      }
    }
    throw new IllegalArgumentException("state: unknown");
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return wireName();
  }
}
