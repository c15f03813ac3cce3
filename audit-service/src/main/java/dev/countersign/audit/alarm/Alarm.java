package dev.countersign.audit.alarm;

import dev.countersign.evidence.record.Digest;
import org.jspecify.annotations.Nullable;

/// One thing that did not hold, and where.
///
/// @param source where the message was found; absent for an alarm about the log itself
/// @param position the place in a writer's chain that the message claims, as far as it can be read
/// @param digest of the bytes in question
/// @param detail what was expected and what was found, without payload
/// @param message the bytes in question, where they are worth keeping
public record Alarm(
    AlarmKind kind,
    @Nullable Source source,
    @Nullable Position position,
    @Nullable Digest digest,
    String detail,
    byte @Nullable [] message) {

  /// A message's place in the evidence topic.
  public record Source(int partition, long offset) {}

  /// A record's place in its writer's chain.
  public record Position(String writer, long epoch, long seq) {
    @Override
    public String toString() {
      return writer + "/" + epoch + "/" + seq;
    }
  }
}
