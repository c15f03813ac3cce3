package dev.countersign.audit.sweep;

import dev.countersign.evidence.record.Digest;
import java.time.Instant;

/// An intent in the log that has no outcome there yet.
record OpenCall(
    long leaf, String call, Digest intent, String writer, long epoch, Instant deadline) {}
