package dev.countersign.evidence.verify;

import static dev.countersign.evidence.verify.Corruption.BUNDLE;

import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.ApprovalExpired;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The corpus: every kind of failure, made in every way that came to mind.
///
/// Those of the log's operator seal the log again with its true key, so that only the writers'
/// chains can tell. Those of writers sign with the writer's true key.
final class Corruptions {
  private final List<Corruption> all = new ArrayList<>();

  private Corruptions() {
    byTheOperatorUnderTheOldSeal();
    byTheOperatorUnderAFreshSeal();
    ofTheCheckpoint();
    byAWriterInItsRecords();
    byAWriterInItsChain();
    ofCalls();
    ofApprovals();
    all.addAll(TermsCorruptions.all());
    all.addAll(HistoryCorruptions.all());
    all.addAll(RetentionCorruptions.all());
    all.addAll(FileCorruptions.all());
  }

  static List<Corruption> all() {
    return List.copyOf(new Corruptions().all);
  }

  private void add(String name, FindingKind kind, long leaf, Consumer<TestLog> spoil) {
    all.add(Corruption.of(name, kind, leaf, spoil));
  }

  private void byTheOperatorUnderTheOldSeal() {
    add(
        "last record dropped",
        FindingKind.SIZE_MISMATCH,
        BUNDLE,
        log -> log.seal().records.removeLast());
    add("record dropped", FindingKind.SEQUENCE_GAP, 3, log -> log.seal().records.remove(3));
    add("first record dropped", FindingKind.SEQUENCE_GAP, 12, log -> log.seal().records.remove(0));
    add(
        "record of another writer moved",
        FindingKind.ROOT_MISMATCH,
        BUNDLE,
        log -> Collections.swap(log.seal().records, 0, 1));
    add(
        "record appended",
        FindingKind.SIZE_MISMATCH,
        BUNDLE,
        log -> log.seal().gateway.write(new WriterHeartbeat(9)));
    add(
        "all records dropped",
        FindingKind.SIZE_MISMATCH,
        BUNDLE,
        log -> log.seal().records.clear());
  }

  private void byTheOperatorUnderAFreshSeal() {
    add("record dropped, sealed anew", FindingKind.SEQUENCE_GAP, 3, log -> log.records.remove(3));
    add("refusal dropped, sealed anew", FindingKind.SEQUENCE_GAP, 8, log -> log.records.remove(5));
    add(
        "end of an epoch cut off",
        FindingKind.PREVIOUS_END_MISSING,
        11,
        log -> log.records.remove(11));
    add(
        "whole first epoch cut off",
        FindingKind.PREVIOUS_END_MISSING,
        5,
        log -> {
          for (int leaf : new int[] {11, 10, 9, 5, 4, 3, 1}) {
            log.records.remove(leaf);
          }
        });
    add(
        "record doubled",
        FindingKind.SEQUENCE_REPEATED,
        4,
        log -> log.records.add(4, log.records.get(3)));
    add(
        "opening doubled",
        FindingKind.SEQUENCE_REPEATED,
        2,
        log -> log.records.add(2, log.records.get(1)));
    add(
        "records of one writer swapped",
        FindingKind.SEQUENCE_GAP,
        3,
        log -> Collections.swap(log.records, 3, 4));
    add("log reversed", FindingKind.SEQUENCE_GAP, 0, log -> Collections.reverse(log.records));
    add(
        "epochs swapped",
        FindingKind.PREVIOUS_END_MISSING,
        0,
        log -> {
          log.records.add(0, log.records.remove(12));
        });
    add(
        "record of a writer nobody knows",
        FindingKind.UNKNOWN_WRITER,
        16,
        log -> new Pen(log, "mallory-0", log.anotherKey(), 1).open());
    add(
        "record in a writer's name by a key nobody knows",
        FindingKind.UNKNOWN_KEY,
        16,
        log -> {
          log.audit.key = log.anotherKey();
          log.audit.write(new WriterHeartbeat(1));
        });
    add(
        "record in a writer's name by another writer's key",
        FindingKind.UNKNOWN_KEY,
        16,
        log -> {
          log.audit.key = log.gateway.key;
          log.audit.write(new WriterHeartbeat(1));
        });
    add(
        "key of a writer left out",
        FindingKind.UNKNOWN_WRITER,
        2,
        log -> log.writerKeys.remove("approval-0"));
    add(
        "no record but bytes",
        FindingKind.MALFORMED_RECORD,
        16,
        log -> log.records.add("no record".getBytes(StandardCharsets.US_ASCII)));
  }

  private void ofTheCheckpoint() {
    add(
        "checkpoint signed by another key",
        FindingKind.BAD_CHECKPOINT,
        BUNDLE,
        log -> log.sealed = log.checkpoint().sign(log.anotherKey()));
    add(
        "checkpoint signed by a writer",
        FindingKind.BAD_CHECKPOINT,
        BUNDLE,
        log -> log.sealed = log.checkpoint().sign(log.audit.key));
    add(
        "checkpoint signed under another name",
        FindingKind.BAD_CHECKPOINT,
        BUNDLE,
        log -> log.sealed = SignedNote.sign(log.checkpoint().text(), "example.com/x", log.logKey));
    add(
        "note that is no checkpoint",
        FindingKind.BAD_CHECKPOINT,
        BUNDLE,
        log -> log.sealed = SignedNote.sign("hello\n", TestLog.ORIGIN, log.logKey));
    add(
        "checkpoint of another root",
        FindingKind.ROOT_MISMATCH,
        BUNDLE,
        log -> {
          log.seal();
          log.sealed = new Checkpoint(TestLog.ORIGIN, 16, Digest.ZERO).sign(log.logKey);
        });
    add(
        "checkpoint of a smaller log",
        FindingKind.SIZE_MISMATCH,
        BUNDLE,
        log -> {
          byte[] last = log.records.removeLast();
          log.seal().records.add(last);
        });
    add(
        "manifest of another log",
        FindingKind.MANIFEST_MISMATCH,
        BUNDLE,
        log ->
            log.promised =
                BundleManifest.of(
                    new Checkpoint("other", 16, log.checkpoint().root()),
                    0,
                    new TreeMap<>(),
                    1,
                    0));
  }

  private void byAWriterInItsRecords() {
    add(
        "member twice",
        FindingKind.DUPLICATE_KEY,
        16,
        log -> {
          String json = json(log.audit);
          log.audit.writeJson(utf8(json.replace("\"seq\":3", "\"seq\":3,\"seq\":3")));
        });
    add(
        "member too many",
        FindingKind.MALFORMED_RECORD,
        16,
        log -> log.audit.writeJson(utf8(json(log.audit).replace("\"v\":1", "\"v\":1,\"w\":1"))));
    add(
        "member missing",
        FindingKind.MALFORMED_RECORD,
        16,
        log -> log.audit.writeJson(utf8(json(log.audit).replace("\"seq\":3,", ""))));
    add(
        "another version",
        FindingKind.MALFORMED_RECORD,
        16,
        log -> log.audit.writeJson(utf8(json(log.audit).replace("\"v\":1", "\"v\":2"))));
    add("no JSON", FindingKind.MALFORMED_RECORD, 16, log -> log.audit.writeJson(utf8("{")));
    add(
        "statement of another type",
        FindingKind.BAD_SIGNATURE,
        16,
        log -> {
          byte[] json = utf8(json(log.audit));
          log.records.add(Jws.sign("countersign-receipt+jws", json, log.audit.key));
        });
  }

  private static String json(Pen pen) {
    var record =
        EvidenceRecord.of(
            pen.writer, pen.epoch, pen.seq, pen.prev, pen.time, new WriterHeartbeat(3));
    return new String(EvidenceJson.write(record), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void byAWriterInItsChain() {
    add(
        "number left out",
        FindingKind.SEQUENCE_GAP,
        16,
        log -> {
          log.audit.seq++;
          log.audit.write(new WriterHeartbeat(1));
        });
    add(
        "number used again",
        FindingKind.SEQUENCE_REPEATED,
        16,
        log -> {
          log.audit.seq--;
          log.audit.write(new WriterHeartbeat(7));
        });
    add(
        "another record before",
        FindingKind.PREV_MISMATCH,
        16,
        log -> {
          log.audit.prev = TestBodies.digest("another");
          log.audit.write(new WriterHeartbeat(1));
        });
    add(
        "something before the first",
        FindingKind.PREV_MISMATCH,
        16,
        log -> {
          var end = log.audit.end();
          log.audit.begin(3000);
          log.audit.prev = end.digest();
          log.audit.open(end);
        });
    add(
        "epoch begun twice",
        FindingKind.EPOCH_REUSED,
        16,
        log -> {
          var end = log.audit.end();
          log.audit.begin(1000);
          log.audit.open(end);
        });
    add(
        "epoch of the past",
        FindingKind.EPOCH_ORDER,
        16,
        log -> {
          var end = log.audit.end();
          log.audit.begin(999);
          log.audit.open(end);
        });
    add(
        "epoch without opening",
        FindingKind.EPOCH_NOT_OPENED,
        16,
        log -> {
          log.audit.begin(3000);
          log.audit.write(new WriterHeartbeat(0));
        });
    add("opening in the middle", FindingKind.EPOCH_NOT_OPENED, 16, log -> log.audit.open());
    add(
        "opening that names another key",
        FindingKind.KEY_CHANGED,
        16,
        log -> {
          var end = log.audit.end();
          log.audit.begin(3000);
          log.audit.write(new WriterOpened("s", "1", log.gateway.key.verification().id(), end));
        });
    add(
        "another key of the writer within an epoch",
        FindingKind.KEY_CHANGED,
        16,
        log -> {
          var second = log.anotherKey();
          log.writerKeys.put(
              "audit-0", List.of(log.audit.key.verification(), second.verification()));
          log.audit.key = second;
          log.audit.write(new WriterHeartbeat(1));
        });
    add(
        "opening that names another end",
        FindingKind.PREVIOUS_END_MISMATCH,
        16,
        log -> {
          var end = log.audit.end();
          log.audit.begin(3000);
          log.audit.open(new ChainEnd(end.epoch(), end.seq(), TestBodies.digest("another")));
        });
    add(
        "opening that names itself",
        FindingKind.PREVIOUS_END_MISSING,
        16,
        log -> {
          log.audit.begin(3000);
          log.audit.open(new ChainEnd(3000, 0, TestBodies.digest("self")));
        });
  }

  private void ofCalls() {
    add(
        "call begun twice",
        FindingKind.DUPLICATE_INTENT,
        16,
        log -> log.gateway.write(TestBodies.intent("call-e", null)));
    add(
        "call begun again after its end",
        FindingKind.DUPLICATE_INTENT,
        16,
        log -> log.gateway.write(TestBodies.intent("call-a", null)));
    add(
        "end without beginning",
        FindingKind.OUTCOME_WITHOUT_INTENT,
        16,
        log -> log.gateway.write(TestBodies.outcome("call-x", Digest.ZERO)));
    add(
        "end before beginning",
        FindingKind.OUTCOME_BEFORE_INTENT,
        16,
        log -> {
          log.audit.write(TestBodies.unknown("call-x", Digest.ZERO));
          log.gateway.write(TestBodies.intent("call-x", null));
        });
    add(
        "end of another intent",
        FindingKind.OUTCOME_MISMATCH,
        16,
        log -> log.gateway.write(TestBodies.outcome("call-e", TestBodies.digest("another"))));
    add(
        "end told by another writer",
        FindingKind.OUTCOME_WRONG_WRITER,
        17,
        log -> {
          Digest intent = log.gateway.write(TestBodies.intent("call-x", null));
          log.audit.write(TestBodies.outcome("call-x", intent));
        });
    add(
        "ended in two ways",
        FindingKind.DUPLICATE_OUTCOME,
        18,
        log -> {
          Digest intent = log.gateway.write(TestBodies.intent("call-x", null));
          log.gateway.write(TestBodies.outcome("call-x", intent));
          log.gateway.write(TestBodies.outcome("call-x", intent, OutcomeStatus.FAILED));
        });
  }

  private void ofApprovals() {
    add(
        "call forwarded although policy asked for approval",
        FindingKind.APPROVAL_MISSING,
        16,
        log ->
            log.gateway.write(
                TestBodies.intent(
                    "call-x",
                    null,
                    "require-approval",
                    TestBodies.ARGUMENTS,
                    TestBodies.DEADLINE)));
    add(
        "approval that nobody gave",
        FindingKind.APPROVAL_MISSING,
        16,
        log -> {
          log.gateway.write(TestBodies.intent("call-x", "approval-x"));
          log.gateway.time = log.gateway.time.plusSeconds(120);
          log.gateway.write(new WriterHeartbeat(1));
        });
    add("approval of other arguments", FindingKind.APPROVAL_MISMATCH, 16, otherArguments());
    add(
        "approval used by two calls",
        FindingKind.APPROVAL_REUSED,
        16,
        log -> log.gateway.write(TestBodies.intent("call-x", "approval-p")));
    add(
        "approval consumed twice",
        FindingKind.APPROVAL_REUSED,
        16,
        log -> log.approval.write(TestBodies.consumed("approval-p", "call-x")));
    add(
        "approval consumed twice before the call",
        FindingKind.APPROVAL_REUSED,
        17,
        log -> {
          log.approval.write(TestBodies.consumed("approval-x", "call-x"));
          log.approval.write(TestBodies.consumed("approval-x", "call-y"));
        });
    add(
        "approval that had expired",
        FindingKind.APPROVAL_REUSED,
        18,
        log -> {
          log.approval.write(TestBodies.requested("approval-x", "call-b"));
          log.approval.write(new ApprovalExpired("approval-x", "expired"));
          log.gateway.write(TestBodies.intent("call-x", "approval-x"));
        });
    add(
        "approval expired after its use",
        FindingKind.APPROVAL_CONFLICT,
        17,
        log -> {
          log.approval.write(TestBodies.consumed("approval-x", "call-x"));
          log.approval.write(new ApprovalExpired("approval-x", "expired"));
        });
    add(
        "approval decided in two ways",
        FindingKind.APPROVAL_CONFLICT,
        17,
        log -> {
          log.approval.write(TestBodies.approved("approval-x", "lea"));
          log.approval.write(TestBodies.approved("approval-x", "lea", "leo"));
        });
    ofReviews();
  }

  private void ofReviews() {
    var leads = List.of("leads");
    add("denied", FindingKind.APPROVAL_DENIED, 19, used(1, "denied", 0, person("lea", leads)));
    add(
        "one of two",
        FindingKind.APPROVAL_QUORUM,
        19,
        used(2, "approved", 0, person("lea", leads)));
    add(
        "one person twice, in two groups",
        FindingKind.APPROVAL_QUORUM,
        19,
        used(2, "approved", 0, person("lea", leads), person("lea", List.of("leads", "cfo"))));
    add("nobody", FindingKind.APPROVAL_QUORUM, 19, used(0, "approved", 0));
    add(
        "by the subject",
        FindingKind.APPROVAL_OWN_REQUEST,
        19,
        used(1, "approved", 0, person("sam", leads)));
    add(
        "by the agent",
        FindingKind.APPROVAL_OWN_REQUEST,
        19,
        used(1, "approved", 0, person("agent-7", leads)));
    add(
        "by somebody of another group",
        FindingKind.APPROVAL_REVIEWER,
        19,
        used(1, "approved", 0, person("lea", List.of("support"))));
    add(
        "after its time",
        FindingKind.APPROVAL_LATE,
        19,
        used(1, "approved", 3601, person("lea", leads)));
    add("used after its time", FindingKind.APPROVAL_LATE, 19, usedLate());
    add("consumed for another call", FindingKind.APPROVAL_MISMATCH, 19, consumedForAnother());
    add("written by the gateway itself", FindingKind.APPROVAL_SELF_ISSUED, 19, selfIssued());
  }

  private static Party person(String id, List<String> groups) {
    return TestBodies.person(id, groups);
  }

  /// An approval with these reviews, then the call that uses it, at leaf 19.
  private static Consumer<TestLog> used(
      int quorum, String verdict, long after, Party... reviewers) {
    return log -> {
      var at = TestLog.START.plusSeconds(after);
      log.approval.write(TestBodies.requested("approval-x", "call-b", quorum));
      log.approval.write(TestBodies.decided("approval-x", verdict, List.of(reviewers), at));
      log.approval.write(TestBodies.consumed("approval-x", "call-x"));
      log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    };
  }

  private static Consumer<TestLog> usedLate() {
    return log -> {
      log.approval.write(TestBodies.requested("approval-x", "call-b"));
      log.approval.write(TestBodies.approved("approval-x", "lea"));
      log.approval.time = TestBodies.DEADLINE.plusSeconds(61);
      log.approval.write(TestBodies.consumed("approval-x", "call-x"));
      log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    };
  }

  private static Consumer<TestLog> consumedForAnother() {
    return log -> {
      log.approval.write(TestBodies.requested("approval-x", "call-b"));
      log.approval.write(TestBodies.approved("approval-x", "lea"));
      log.approval.write(TestBodies.consumed("approval-x", "call-y"));
      log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    };
  }

  private static Consumer<TestLog> selfIssued() {
    return log -> {
      log.gateway.write(TestBodies.requested("approval-x", "call-b"));
      log.gateway.write(TestBodies.approved("approval-x", "lea"));
      log.gateway.write(TestBodies.consumed("approval-x", "call-x"));
      log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    };
  }

  private static Consumer<TestLog> otherArguments() {
    return log -> {
      Digest other = TestBodies.digest("other arguments");
      log.gateway.write(
          TestBodies.intent("call-x", "approval-x", "permit", other, TestBodies.DEADLINE));
      log.approval.write(TestBodies.requested("approval-x", "call-b"));
      log.approval.write(TestBodies.approved("approval-x", "lea"));
      log.approval.write(TestBodies.consumed("approval-x", "call-x"));
    };
  }
}
