package dev.countersign.gateway.access;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller is told when a call is not carried out (RFC 9457).
///
/// @param detail one sentence for the caller: no secret, nothing about other callers, no payload
/// @param status the HTTP status that goes with it
/// @param retryAfter when it is worth trying again, where that is known
/// @param facts further members of the problem, texts and numbers
public record Problem(
    ProblemType type,
    String detail,
    int status,
    @Nullable Duration retryAfter,
    Map<String, Object> facts) {
  public Problem {
    facts = Map.copyOf(facts);
  }

  public Problem(ProblemType type, String detail) {
    this(type, detail, type.status(), null, Map.of());
  }

  /// The same problem under another status of the caller's making.
  ///
  /// @throws IllegalArgumentException when it is no 4xx
  public Problem withStatus(int other) {
    if (other < 400 || other > 499) {
      throw new IllegalArgumentException("status: " + other + " (expected: 400 to 499)");
    }
    return new Problem(type, detail, other, retryAfter, facts);
  }

  /// The same problem, worth trying again after a while.
  public Problem after(Duration pause) {
    return new Problem(type, detail, status, pause, facts);
  }

  /// The same problem with further members.
  public Problem with(Map<String, Object> members) {
    return new Problem(type, detail, status, retryAfter, members);
  }
}
