package dev.countersign.audit.heartbeat;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.evidence.record.Digest;
import java.time.Instant;

/// A writer's newest epoch, which is not closed, and its last record.
///
/// @param digest of the last record
/// @param since when that was integrated, by this service's clock
record SilentEpoch(Position last, Digest digest, Instant since) {}
