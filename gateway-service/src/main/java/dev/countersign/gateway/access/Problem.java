package dev.countersign.gateway.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a caller is told when a call is not carried out (RFC 9457).
///
/// @param detail one sentence for the caller: no secret, nothing about other callers, no payload
/// @param status the HTTP status that goes with it
/// @param retryAfter when it is worth trying again, where that is known
public record Problem(ProblemType type, String detail, int status, @Nullable Duration retryAfter) {
  public Problem(ProblemType type, String detail) {
    this(type, detail, type.status(), null);
  }

  /// The same problem under another status of the caller's making.
  ///
  /// @throws IllegalArgumentException when it is no 4xx
  public Problem withStatus(int other) {
    if (other < 400 || other > 499) {
      throw new IllegalArgumentException("status: " + other + " (expected: 400 to 499)");
    }
    return new Problem(type, detail, other, retryAfter);
  }

  /// The same problem, worth trying again after a while.
  public Problem after(Duration pause) {
    return new Problem(type, detail, status, pause);
  }
}
