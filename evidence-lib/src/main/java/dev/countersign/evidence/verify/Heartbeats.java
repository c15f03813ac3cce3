package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.RecordBody.WriterClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks for times in which a writer that had an open epoch said nothing at all.
///
/// One missing heartbeat is no sign of anything; three in a row are. What was pruned has no time.
final class Heartbeats {
  private static final int MISSED = 3;

  /// The last that was heard of a writer's newest epoch; no time where nobody knows or it is over.
  private static final class Last {
    private long leaf;
    private Place place;
    private @Nullable Instant time;

    private Last(LogEntry entry) {
      leaf = entry.leaf();
      place = entry.place();
    }
  }

  private final TreeMap<String, Last> writers = new TreeMap<>();
  private final Duration silence;
  private final Findings findings;

  Heartbeats(Duration every, Findings findings) {
    this.silence = every.multipliedBy(MISSED);
    this.findings = findings;
  }

  void accept(LogEntry entry) {
    Place place = entry.place();
    Last last = writers.get(place.writer());
    if (last == null) {
      last = new Last(entry);
      writers.put(place.writer(), last);
    } else if (last.place.epoch() > place.epoch()) {
      return;
    }
    Instant time = time(entry);
    if (last.time != null && time != null && isLong(last.time, time)) {
      add(entry.leaf(), place, last.time, "at " + time);
    }
    boolean over =
        entry instanceof SignedRecord record && record.record().body() instanceof WriterClosed;
    last.leaf = entry.leaf();
    last.place = place;
    last.time = over ? null : time;
  }

  private static @Nullable Instant time(LogEntry entry) {
    return entry instanceof SignedRecord record ? record.record().time() : null;
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    for (Last last : writers.values()) {
      if (last.time != null && isLong(last.time, newest)) {
        add(last.leaf, last.place, last.time, "none by " + newest);
      }
    }
  }

  private boolean isLong(Instant earlier, Instant later) {
    return !silence.isZero() && !ApprovalRules.isWithin(silence, earlier, later);
  }

  private void add(long leaf, Place place, Instant last, String found) {
    String expected = "a record within " + silence.toSeconds() + " s of " + last;
    findings.add(new Finding.OfRecord(FindingKind.MISSED_HEARTBEAT, leaf, place, expected, found));
  }
}
