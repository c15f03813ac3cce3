package dev.countersign.audit.search;

import dev.countersign.audit.reading.Parameters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which calls are asked for. All conditions must hold; absent ones do.
///
/// @param from the earliest time, inclusive
/// @param to the latest time, exclusive
/// @param actor who acted: the outermost of the chain
/// @param permitted whether it was let through; absent: both
/// @param approver somebody who gave a verdict on its approval
/// @param reason why it was refused
/// @param words all of them stand in one frame of its masked arguments
/// @param before only calls whose first leaf is below this one
record CallQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String session,
    @Nullable String subject,
    @Nullable String actor,
    @Nullable String connection,
    @Nullable String function,
    @Nullable CallStatus status,
    @Nullable Boolean permitted,
    @Nullable String risk,
    @Nullable String approver,
    @Nullable String reason,
    List<String> words,
    long before,
    int limit) {
  CallQuery {
    words = List.copyOf(words);
    if (from != null && to != null && !from.isBefore(to)) {
      throw Parameters.refused("to", "a time after from");
    }
  }
}
