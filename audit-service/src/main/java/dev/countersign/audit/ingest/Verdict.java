package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.AlarmKind;

/// What the chain says to a genuine record.
sealed interface Verdict {
  /// The record is the next one of its chain.
  record Next() implements Verdict {}

  /// The very same bytes are in the log already.
  record Duplicate() implements Verdict {}

  /// The record cannot become a leaf, and neither can any behind it.
  record Breach(AlarmKind kind, String detail) implements Verdict {}

  Verdict NEXT = new Next();
  Verdict DUPLICATE = new Duplicate();
}
