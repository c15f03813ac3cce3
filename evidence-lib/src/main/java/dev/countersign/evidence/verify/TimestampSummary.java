package dev.countersign.evidence.verify;

import java.time.Instant;

/// A checkpoint of which somebody else says that it was there at a time.
///
/// @param size of the checkpoint
/// @param time when the authority saw it
/// @param authority the subject of its certificate
/// @param trusted whether it is one that the verifier was told to believe
public record TimestampSummary(long size, Instant time, String authority, boolean trusted) {}
