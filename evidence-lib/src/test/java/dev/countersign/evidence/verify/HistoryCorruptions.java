package dev.countersign.evidence.verify;

import static dev.countersign.evidence.verify.Corruption.BUNDLE;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.KeyRotated;
import dev.countersign.evidence.record.RecordBody.WriterClosed;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.util.List;
import java.util.function.Consumer;

/// What earlier checkpoints tell, and what a writer may not do at the end of an epoch.
final class HistoryCorruptions {
  private HistoryCorruptions() {}

  static List<Corruption> all() {
    return List.of(
        bundle(
            "earlier checkpoint of another history",
            FindingKind.HISTORY_MISMATCH,
            log -> log.notes.put(5L, note(log, 5, Digest.ZERO))),
        bundle(
            "fork: another log at the size of an earlier checkpoint",
            FindingKind.HISTORY_MISMATCH,
            log -> {
              var other = TestLog.standard("another log").checkpoint(12);
              log.notes.put(12L, note(log, 12, other.root()));
            }),
        bundle(
            "history rewritten behind an earlier checkpoint",
            FindingKind.HISTORY_MISMATCH,
            log -> {
              log.notes.put(12L, log.checkpoint(12).sign(log.logKey));
              log.records.set(2, log.records.get(12));
            }),
        bundle(
            "earlier checkpoints swapped",
            FindingKind.HISTORY_MISMATCH,
            log -> {
              log.notes.put(5L, log.checkpoint(12).sign(log.logKey));
              log.notes.put(12L, log.checkpoint(5).sign(log.logKey));
            }),
        bundle(
            "earlier checkpoint of another origin",
            FindingKind.HISTORY_MISMATCH,
            log -> {
              var other = new Checkpoint("example.com/x", 5, log.checkpoint(5).root());
              log.notes.put(5L, other.sign(log.logKey));
            }),
        bundle(
            "timestamp that is none",
            FindingKind.BAD_TIMESTAMP,
            log -> log.timestamps.put(12L, new byte[] {0x30, 0})),
        bundle(
            "timestamp of another text",
            FindingKind.BAD_TIMESTAMP,
            log -> log.timestamps.put(12L, SavedTimestamp.bytes())),
        bundle(
            "timestamp of a checkpoint that is not there",
            FindingKind.BAD_TIMESTAMP,
            log -> log.timestamps.put(7L, SavedTimestamp.bytes())),
        bundle(
            "earlier checkpoint signed by another key",
            FindingKind.BAD_CHECKPOINT,
            log -> log.notes.put(5L, log.checkpoint(5).sign(log.anotherKey()))),
        bundle(
            "earlier note that is no checkpoint",
            FindingKind.BAD_CHECKPOINT,
            log -> log.notes.put(5L, SignedNote.sign("hi\n", TestLog.ORIGIN, log.logKey))),
        bundle(
                "truncated and sealed anew with a newer key",
                FindingKind.BAD_CHECKPOINT,
                HistoryCorruptions::resealed)
            .againstTheTrueKeys(),
        Corruption.of(
                "whole log rewritten under new keys",
                FindingKind.UNKNOWN_KEY,
                0,
                HistoryCorruptions::rewritten)
            .againstTheTrueKeys(),
        Corruption.of(
            "record after the epoch was closed",
            FindingKind.RECORDS_AFTER_CLOSE,
            17,
            log -> {
              log.gateway.write(new WriterClosed("stopped"));
              log.gateway.write(new WriterHeartbeat(4));
            }),
        Corruption.of(
            "record after the key was given up",
            FindingKind.RECORDS_AFTER_CLOSE,
            17,
            log -> {
              log.audit.write(rotation(log, log.audit.key.verification().id()));
              log.audit.write(new WriterHeartbeat(4));
            }),
        Corruption.of(
            "another writer's key given up",
            FindingKind.KEY_CHANGED,
            16,
            log -> log.audit.write(rotation(log, log.gateway.key.verification().id()))),
        Corruption.of(
            "gap at another place than was quarantined",
            FindingKind.SEQUENCE_GAP,
            17,
            log -> {
              log.audit.write(TestBodies.quarantined("gateway-0", 2000, 9, Digest.ZERO));
              log.gateway.seq++;
              log.gateway.write(new WriterHeartbeat(4));
            }),
        Corruption.of(
            "gap explained by a record that nobody signed",
            FindingKind.UNKNOWN_KEY,
            16,
            log -> {
              var mallory = new Pen(log, "audit-0", log.anotherKey(), 5000);
              mallory.write(TestBodies.quarantined("gateway-0", 2000, 2, Digest.ZERO));
              log.gateway.seq++;
              log.gateway.write(new WriterHeartbeat(4));
            }),
        Corruption.of(
            "opening that names an end nobody has seen",
            FindingKind.PREVIOUS_END_MISSING,
            16,
            log -> {
              log.gateway.begin(3000);
              log.gateway.open(new ChainEnd(2000, 7, Digest.ZERO));
            }));
  }

  private static Corruption bundle(String name, FindingKind kind, Consumer<TestLog> spoil) {
    return Corruption.of(name, kind, BUNDLE, spoil);
  }

  private static SignedNote note(TestLog log, long size, Digest root) {
    return new Checkpoint(TestLog.ORIGIN, size, root).sign(log.logKey);
  }

  private static KeyRotated rotation(TestLog log, String from) {
    return new KeyRotated(from, log.anotherKey().verification().id());
  }

  private static void resealed(TestLog log) {
    log.records.removeLast();
    log.earlier.clear();
    var thief = log.anotherKey();
    log.sealed = log.checkpoint().sign(thief);
    log.publishedLogKeys = List.of(thief.verification());
  }

  private static void rewritten(TestLog log) {
    var other = TestLog.standard("another log");
    log.records.clear();
    log.records.addAll(other.records);
    log.writerKeys.putAll(other.writerKeys);
    log.publishedLogKeys = other.publishedLogKeys;
    for (long size : log.earlier) {
      log.notes.put(size, other.checkpoint(size).sign(other.logKey));
    }
    log.sealed = other.checkpoint().sign(other.logKey);
  }
}
