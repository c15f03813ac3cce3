package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.RecordBody.KeyRotated;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that a writer announces, under its old key, the key it goes over to.
///
/// A key that was lost cannot announce its successor, so a change without is a warning.
final class KeyCheck {
  /// @param key of the writer's newest epoch; absent where its opening was pruned
  /// @param next the key that it announced
  private record Keys(long epoch, @Nullable String key, @Nullable String next) {}

  private final Map<String, Keys> writers = new HashMap<>();
  private final Findings findings;

  KeyCheck(Findings findings) {
    this.findings = findings;
  }

  void accept(LogEntry entry) {
    Place place = entry.place();
    Keys keys = writers.get(place.writer());
    if (keys != null && place.epoch() < keys.epoch()) {
      return;
    }
    switch (entry) {
      case PrunedRecord _ -> {
        if (keys == null || place.epoch() > keys.epoch()) {
          writers.put(place.writer(), new Keys(place.epoch(), null, null));
        }
      }
      case SignedRecord record -> {
        if (record.record().body() instanceof WriterOpened) {
          open(record, keys);
        } else if (record.record().body() instanceof KeyRotated rotated) {
          rotate(record, rotated);
        }
      }
    }
  }

  private void open(SignedRecord record, @Nullable Keys before) {
    Place place = record.place();
    if (before != null && place.epoch() > before.epoch() && before.key() != null) {
      String expected = before.next() == null ? before.key() : before.next();
      if (!record.keyId().equals(expected)) {
        findings.add(
            FindingKind.KEY_NOT_ANNOUNCED, record, "key " + expected, "key " + record.keyId());
      }
    }
    writers.put(place.writer(), new Keys(place.epoch(), record.keyId(), null));
  }

  private void rotate(SignedRecord record, KeyRotated rotated) {
    if (!rotated.from().equals(record.keyId())) {
      findings.add(
          FindingKind.KEY_CHANGED, record, "from key " + record.keyId(), "from " + rotated.from());
    }
    Place place = record.place();
    writers.put(place.writer(), new Keys(place.epoch(), record.keyId(), rotated.to()));
  }
}
