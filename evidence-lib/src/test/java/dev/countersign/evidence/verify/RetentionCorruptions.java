package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.Stub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What pruning may not do. The base of most is a log whose leaves 3 to 5 are stubs, with the
/// statement about them at leaf 19.
final class RetentionCorruptions {
  private static final FindingKind STATEMENT = FindingKind.STATEMENT_MISMATCH;

  private RetentionCorruptions() {}

  static List<Corruption> all() {
    return List.of(
        pruned("digest of a stub altered", FindingKind.PREV_MISMATCH, 9, stub(5, digest())),
        pruned("leaf hash of a stub altered", STATEMENT, 19, stub(4, leafHash())),
        pruned("call of a stub altered", STATEMENT, 19, stub(5, text("call-b", "call-z"))),
        pruned(
            "writer of a stub altered",
            FindingKind.SEQUENCE_GAP,
            5,
            stub(5, text("gateway-0", "audit-0"))),
        pruned(
            "stub of a writer nobody knows",
            FindingKind.UNKNOWN_WRITER,
            5,
            stub(5, text("gateway-0", "mallory-0"))),
        pruned(
            "stub of another leaf",
            FindingKind.MALFORMED_STUB,
            5,
            stub(5, text("\"leaf\":5", "\"leaf\":6"))),
        pruned("stub in another form", FindingKind.MALFORMED_STUB, 5, stub(5, text("{", "{ "))),
        pruned(
            "stub that names a member twice",
            FindingKind.MALFORMED_STUB,
            5,
            stub(5, text("{", "{\"leaf\":5,"))),
        pruned(
            "stub of another partition",
            FindingKind.STUB_UNSTATED,
            5,
            stub(5, text("\"standard\"", "\"short\""))),
        pruned("stubs swapped", FindingKind.MALFORMED_STUB, 4, RetentionCorruptions::swapped),
        pruned("stub dropped", FindingKind.MALFORMED_STUB, 4, log -> log.records.remove(4)),
        Corruption.of(
            "pruned without a statement",
            FindingKind.STUB_UNSTATED,
            3,
            log -> log.prune(List.of(), 3, 4)),
        Corruption.of(
            "statement that names another count",
            STATEMENT,
            16,
            log -> {
              var right = log.prune(List.of(), 3, 4);
              log.audit.write(statement(right, right.first(), right.last(), 3, right.root()));
            }),
        Corruption.of(
            "statement that names another root",
            STATEMENT,
            16,
            log -> {
              var right = log.prune(List.of(), 3, 4);
              log.audit.write(statement(right, right.first(), right.last(), 2, Digest.ZERO));
            }),
        Corruption.of(
            "statement that names other leaves",
            STATEMENT,
            16,
            log -> {
              var right = log.prune(List.of(), 3, 4);
              log.audit.write(statement(right, 2, 5, 2, right.root()));
            }),
        Corruption.of(
            "more pruned than was stated",
            STATEMENT,
            16,
            log -> {
              log.audit.write(log.prune(List.of(), 3, 4));
              log.prune(List.of(), 5);
            }),
        Corruption.of(
            "pruned without a look at the holds",
            FindingKind.HOLD_PASSED_OVER,
            17,
            log -> {
              log.audit.write(TestBodies.hold("hold-a", "payments"));
              log.audit.time = log.audit.time.plusSeconds(90);
              log.audit.write(log.prune(List.of(), 3, 4));
            }),
        Corruption.of(
            "pruned under a hold of everything",
            FindingKind.PRUNED_UNDER_HOLD,
            17,
            log -> {
              log.audit.write(TestBodies.hold("hold-a", HoldScope.EVERYTHING));
              log.audit.write(log.prune(List.of("hold-a"), 3, 4));
            }),
        Corruption.of(
            "hold released that nobody placed",
            FindingKind.HOLD_CONFLICT,
            16,
            log -> log.audit.write(TestBodies.released("hold-a"))),
        Corruption.of(
            "hold placed twice",
            FindingKind.HOLD_CONFLICT,
            17,
            log -> {
              log.audit.write(TestBodies.hold("hold-a", "payments"));
              log.audit.write(TestBodies.hold("hold-a", "another"));
            }),
        Corruption.of(
            "hold placed again after its release",
            FindingKind.HOLD_CONFLICT,
            18,
            log -> {
              log.audit.write(TestBodies.hold("hold-a", "payments"));
              log.audit.write(TestBodies.released("hold-a"));
              log.audit.write(TestBodies.hold("hold-a", "payments"));
            }),
        Corruption.of(
            "outcome of a pruned intent names another",
            FindingKind.OUTCOME_MISMATCH,
            17,
            log -> {
              log.gateway.write(TestBodies.intent("call-x", null));
              log.gateway.write(TestBodies.outcome("call-x", TestBodies.digest("another")));
              log.audit.write(log.prune(List.of(), 16));
            }),
        Corruption.of(
            "pruned approval used by two calls",
            FindingKind.APPROVAL_REUSED,
            16,
            log -> {
              log.gateway.write(TestBodies.intent("call-x", "approval-p"));
              log.audit.write(log.prune(List.of(), 6, 7, 8, 9, 16));
            }),
        Corruption.of(
            "pruned outcome without an intent",
            FindingKind.OUTCOME_WITHOUT_INTENT,
            16,
            log -> {
              log.gateway.write(TestBodies.outcome("call-x", Digest.ZERO));
              log.audit.write(log.prune(List.of(), 16));
            }));
  }

  private static Corruption pruned(
      String name, FindingKind kind, long leaf, Consumer<TestLog> spoil) {
    return Corruption.of(name, kind, leaf, spoil).of(TestLog::pruned);
  }

  private static RecordsPruned statement(
      RecordsPruned right, long first, long last, long count, Digest root) {
    return new RecordsPruned(
        right.retention(), right.from(), right.to(), first, last, count, root, right.holds());
  }

  private static Consumer<TestLog> stub(int leaf, UnaryOperator<String> change) {
    return log -> {
      String line = new String(log.records.get(leaf), StandardCharsets.UTF_8);
      log.records.set(leaf, change.apply(line).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static UnaryOperator<String> text(String there, String instead) {
    return line -> line.replace(there, instead);
  }

  private static UnaryOperator<String> digest() {
    return line -> line.replace(read(line).digest().toString(), Digest.ZERO.toString());
  }

  private static UnaryOperator<String> leafHash() {
    return line -> line.replace(read(line).leafHash().toString(), Digest.ZERO.toString());
  }

  private static Stub read(String line) {
    return Stub.read(line.getBytes(StandardCharsets.UTF_8));
  }

  private static void swapped(TestLog log) {
    java.util.Collections.swap(log.records, 4, 5);
  }
}
