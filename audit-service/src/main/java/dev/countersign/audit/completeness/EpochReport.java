package dev.countersign.audit.completeness;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One epoch of one writer, as far as it is in the period.
///
/// @param gaps how many records are missing between the first and the last
/// @param previous absent when the epoch's opening cannot be read
/// @param heartbeatsMissed how often it was silent for more than three heartbeats
/// @param longestSilence by the writer's clock, where records are kept; of an open epoch also the
///   silence up to now
/// @param types how many records there are of each type
@Schema(name = "EpochReport")
record EpochReport(
    String writer,
    long epoch,
    EpochState state,
    @Nullable PreviousEnd previous,
    long firstSeq,
    long lastSeq,
    long firstLeaf,
    long lastLeaf,
    long count,
    long gaps,
    long heartbeatsMissed,
    @Nullable Duration longestSilence,
    SortedMap<String, Long> types) {}
