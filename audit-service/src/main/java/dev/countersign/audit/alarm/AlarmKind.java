package dev.countersign.audit.alarm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What can be wrong. A kind that stops keeps its message, and all behind it, out of the log.
public enum AlarmKind {
  /// Not a compact JWS of this product's form, or its payload is not exactly one record.
  MALFORMED(true),
  /// The message's Kafka key is not the writer that the record names.
  WRONG_KEY(true),
  /// No trusted key of the named writer has this key id.
  UNKNOWN_KEY(true),
  /// The signature is not that key's.
  BAD_SIGNATURE(true),
  /// A sequence number, or the beginning of an epoch, is missing.
  GAP(true),
  /// The record does not follow the one before it: `prev` is another digest.
  PREV_MISMATCH(true),
  /// One place in a chain was signed twice, with different bytes.
  EQUIVOCATION(true),
  /// An epoch begins that is not greater than the writer's newest.
  LATE_EPOCH(true),
  /// A new epoch names an end of the previous one that is not in the log.
  PREVIOUS_MISSING(false),
  /// An outcome names an intent that is not in the log, or is not its writer's to close.
  UNPAIRED_OUTCOME(false),
  /// A record says it was made more than a second before the one in front of it.
  CLOCK_BACK(false),
  /// A record of an epoch whose writer has begun a newer one.
  LATE_RECORD(false),
  /// An epoch that is neither closed nor has a successor has been silent for three heartbeats.
  MISSED_HEARTBEAT(false),
  /// A message on the policies topic is not kept: it is no document, or there is no room.
  POLICY_REFUSED(false),
  /// A stored policy document is not the one that its digest names.
  POLICY_ALTERED(false),
  /// What is stored is not an extension of what was signed; no further checkpoint is signed.
  LOG_INCONSISTENT(false);

  private final boolean stops;

  AlarmKind(boolean stops) {
    this.stops = stops;
  }

  public boolean stops() {
    return stops;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
