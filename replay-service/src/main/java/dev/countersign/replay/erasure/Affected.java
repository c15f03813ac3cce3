package dev.countersign.replay.erasure;

import dev.countersign.evidence.record.HoldScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What frames that are to be erased have in common, as far as legal holds ask for it.
///
/// @param first when the gateway saw the first of them
/// @param last when it saw the last
record Affected(
    String session, String connection, @Nullable String subject, Instant first, Instant last) {

  /// A hold goes by the times of records, which are somewhat later than those of frames.
  private static final Duration AROUND = Duration.ofDays(1);

  /// Whether a hold may mean them: it does when no condition of it says otherwise.
  boolean mayBeMeantBy(HoldScope hold) {
    return (hold.session() == null || hold.session().equals(session))
        && (hold.connection() == null || hold.connection().equals(connection))
        && (hold.subject() == null || Objects.equals(hold.subject(), subject))
        && (hold.from() == null || !last.plus(AROUND).isBefore(hold.from()))
        && (hold.to() == null || first.minus(AROUND).isBefore(hold.to()));
  }
}
