package dev.countersign.audit.completeness;

import dev.countersign.evidence.record.Digest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the log holds of a period, and what it does not hold.
///
/// @param size leaves under the checkpoint that the answer is about
/// @param root of that checkpoint
/// @param leaves how many of them are in the period
/// @param epochs every epoch with a record in the period
/// @param quarantined messages set aside
/// @param pruned what was let go of the period, by statement
/// @param receipts redeemed receipts by verdict
/// @param alarms alarms raised in the period, by kind
@Schema(name = "Completeness")
record CompletenessReport(
    long size,
    Digest root,
    @Nullable Instant from,
    @Nullable Instant to,
    long leaves,
    List<EpochReport> epochs,
    CallCounts calls,
    long quarantined,
    List<PrunedPart> pruned,
    SortedMap<String, Long> receipts,
    SortedMap<String, Long> alarms) {

  /// @param orphans calls whose deadline has passed and that have no outcome
  /// @param open calls without outcome whose deadline has not passed
  /// @param unknown calls of which nobody knows how they ended
  @Schema(name = "CallCounts")
  record CallCounts(long orphans, long open, long unknown) {}

  /// @param from the begin of the period of integration that was let go
  /// @param statement the leaf of the `records.pruned` that says so
  @Schema(name = "PrunedPart")
  record PrunedPart(String retention, Instant from, Instant to, long count, long statement) {}
}
