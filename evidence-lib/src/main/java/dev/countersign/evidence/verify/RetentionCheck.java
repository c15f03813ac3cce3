package dev.countersign.evidence.verify;

import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that every stub belongs to a statement that commits to it, and that no statement passes
/// over a hold.
///
/// It keeps a few hundred bytes for each statement and each partition that was pruned.
final class RetentionCheck {
  private static final int MAX_PARTITIONS = 65_536;

  /// The class and the begin of the period: what a stub and its statement have in common.
  private record Partition(String retention, Instant from) {}

  /// The stubs of a partition so far.
  private static final class Stubs {
    private final Frontier tree;
    private final PrunedRecord first;
    private long last;

    private Stubs(PrunedRecord first, Sha256 sha) {
      this.first = first;
      this.tree = new Frontier(sha);
    }
  }

  private record Statement(SignedRecord record, RecordsPruned body, HoldCheck.Passed passed) {}

  private final Map<Partition, Stubs> pruned = new LinkedHashMap<>();
  private final Map<Partition, Statement> statements = new HashMap<>();
  private final Sha256 sha = new Sha256();
  private final HoldCheck holds;
  private final Findings findings;

  RetentionCheck(Findings findings) {
    this.findings = findings;
    this.holds = new HoldCheck(findings);
  }

  void accept(SignedRecord record) {
    holds.accept(record);
    if (record.record().body() instanceof RecordsPruned body) {
      statements.put(
          new Partition(body.retention(), body.from()),
          new Statement(record, body, holds.passed(record, body)));
    }
  }

  void accept(PrunedRecord stub, byte[] line) {
    var partition = new Partition(stub.stub().retention(), stub.stub().from());
    Stubs stubs = pruned.get(partition);
    if (stubs == null) {
      if (pruned.size() == MAX_PARTITIONS) {
        unstated(stub);
        return;
      }
      stubs = new Stubs(stub, sha);
      pruned.put(partition, stubs);
    }
    stubs.tree.append(TreeHash.leaf(sha, line));
    stubs.last = stub.leaf();
  }

  void finish() {
    pruned.forEach((partition, stubs) -> finish(stubs, statements.get(partition)));
  }

  private void finish(Stubs stubs, @Nullable Statement statement) {
    if (statement == null) {
      unstated(stubs.first);
      return;
    }
    var body = statement.body();
    var record = statement.record();
    compare(record, "count", body.count(), stubs.tree.size());
    compare(record, "first leaf", body.first(), stubs.first.leaf());
    compare(record, "last leaf", body.last(), stubs.last);
    Digest root = stubs.tree.root();
    compare(record, "root", body.root(), root);
    if (stubs.last > record.leaf()) {
      String expected = "a statement after leaf " + stubs.last;
      findings.add(FindingKind.STATEMENT_MISMATCH, record, expected, "leaf " + record.leaf());
    }
    holds.report(record, statement.passed());
  }

  private void unstated(PrunedRecord stub) {
    findings.add(
        FindingKind.STUB_UNSTATED,
        stub,
        "records.pruned of " + stub.stub().retention() + " from " + stub.stub().from(),
        "none");
  }

  private void compare(SignedRecord statement, String member, Object stated, Object there) {
    if (!stated.equals(there)) {
      findings.add(
          FindingKind.STATEMENT_MISMATCH, statement, member + " " + stated, member + " " + there);
    }
  }
}
