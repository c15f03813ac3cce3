package dev.countersign.evidence.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which records a hold keeps: those that meet every condition it has.
///
/// @param connection the name of the connection
/// @param session the session
/// @param subject the id of the subject
/// @param from not before this time
/// @param to before this time
public record HoldScope(
    @Nullable String connection,
    @Nullable String session,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {
  /// Keeps every record.
  public static final HoldScope EVERYTHING = new HoldScope(null, null, null, null, null);

  /// Whether it has no condition, so that nothing may be pruned.
  public boolean unconditional() {
    return equals(EVERYTHING);
  }
}
