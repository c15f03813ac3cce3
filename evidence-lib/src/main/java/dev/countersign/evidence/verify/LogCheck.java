package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.bundle.Line;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.evidence.record.Sha256;
import dev.countersign.evidence.record.Stub;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One reading of a log from its first leaf to its checkpoint: hands each line to every check.
final class LogCheck {
  private final Sha256 sha = new Sha256();
  private final BundleKeys keys;
  private final Findings findings;
  private final Quarantine quarantine;
  private final TreeCheck tree;
  private final SignatureCheck signatures;
  private final ChainCheck chains;
  private final KeyCheck keyChanges;
  private final Heartbeats heartbeats;
  private final CallCheck calls;
  private final ApprovalCheck approvals;
  private final PolicyCheck policies;
  private final RetentionCheck retention;
  private final TimestampCheck timestamps;
  private final Optional<ViewCheck> view;
  private final SortedMap<String, long[]> counts = new TreeMap<>();
  private Instant newest = Instant.MIN;
  private long pruned;

  LogCheck(
      BundleKeys keys,
      Hints hints,
      VerifierSettings settings,
      Findings findings,
      Optional<ViewCheck> view) {
    this.keys = keys;
    this.findings = findings;
    this.quarantine = hints.quarantine;
    this.tree = new TreeCheck(hints.checkpointSizes, settings.witnesses(), findings);
    this.chains = new ChainCheck(hints.ends, quarantine, findings);
    this.signatures = new SignatureCheck(keys, chains::expected, settings.hashOnly(), findings);
    this.keyChanges = new KeyCheck(findings);
    this.heartbeats = new Heartbeats(settings.heartbeatEvery(), findings);
    this.calls = new CallCheck(quarantine, findings);
    this.approvals = new ApprovalCheck(findings);
    this.policies = new PolicyCheck(findings);
    this.retention = new RetentionCheck(findings);
    this.timestamps = new TimestampCheck(settings.authorities(), findings);
    this.view = view;
  }

  long lines() {
    return tree.size();
  }

  void accept(Line line) {
    if (Stub.begins(line.first())) {
      acceptStub(line.bytes());
      return;
    }
    long leaf = tree.size();
    tree.append(TreeHash.leaf(sha, line.buffer(), line.from(), line.to()));
    signatures
        .check(leaf, line, sha.of(line.buffer(), line.from(), line.to()))
        .ifPresentOrElse(this::accept, () -> skip(signatures.place(line)));
  }

  private void accept(SignedRecord record) {
    if (record.record().time().isAfter(newest)) {
      newest = record.record().time();
    }
    acceptEntry(record);
    quarantine.accept(record);
    policies.accept(record);
    retention.accept(record);
    view.ifPresent(check -> check.accept(record));
  }

  private void acceptEntry(LogEntry entry) {
    count(entry.place().writer());
    chains.accept(entry);
    keyChanges.accept(entry);
    heartbeats.accept(entry);
    calls.accept(entry);
    approvals.accept(entry);
  }

  private void acceptStub(byte[] line) {
    pruned++;
    long leaf = tree.size();
    Stub stub;
    try {
      stub = Stub.read(line);
    } catch (MalformedRecordException e) {
      tree.append(TreeHash.leaf(sha, line));
      malformed(leaf, null, "a stub", String.valueOf(e.getMessage()));
      return;
    }
    tree.append(stub.leafHash());
    var entry = new PrunedRecord(stub);
    if (stub.leaf() != leaf) {
      malformed(leaf, entry.place(), "leaf " + leaf, "leaf " + stub.leaf());
    } else if (!signatures.knows(stub.writer())) {
      findings.add(FindingKind.UNKNOWN_WRITER, entry, "a known writer", stub.writer());
    } else {
      acceptEntry(entry);
      retention.accept(entry, line);
    }
  }

  private void malformed(
      long leaf, @org.jspecify.annotations.Nullable Place place, String expected, String found) {
    findings.add(new Finding.OfRecord(FindingKind.MALFORMED_STUB, leaf, place, expected, found));
  }

  /// Counts a record that does not hold for its writer, if that is a known one: a hostile file may
  /// name any number of others.
  private void skip(Optional<Place> claimed) {
    claimed
        .filter(place -> keys.writers().containsKey(place.writer()))
        .ifPresent(place -> {
          count(place.writer());
          chains.skip(place);
        });
  }

  private void count(String writer) {
    long[] count = counts.get(writer);
    if (count == null) {
      count = new long[1];
      counts.put(writer, count);
    }
    count[0]++;
  }

  private SortedMap<String, Long> writers() {
    SortedMap<String, Long> writers = new TreeMap<>();
    counts.forEach((writer, count) -> writers.put(writer, count[0]));
    return writers;
  }

  /// Reads what follows the records.
  LogSummary finish(BundleReader rest) throws IOException {
    quarantine.finish();
    heartbeats.finish(newest);
    calls.finish(newest);
    approvals.finish(newest);
    retention.finish();
    var checkpoint = tree.finish(rest, keys.log());
    checkManifest(rest.manifest(), checkpoint);
    rest.keys();
    for (var policy = rest.nextPolicy(); policy.isPresent(); policy = rest.nextPolicy()) {
      policies.accept(policy.get());
    }
    if (rest.manifest().format() == BundleManifest.FORMAT) {
      policies.finish();
    }
    rest.retention();
    for (var stamp = rest.nextTimestamp(); stamp.isPresent(); stamp = rest.nextTimestamp()) {
      timestamps.accept(stamp.get(), tree.texts());
    }
    var timestamp = timestamps.finish();
    for (String damage : rest.finish()) {
      findings.add(FindingKind.DAMAGED_FILE, "an unchanged file", damage);
    }
    return new LogSummary(
        checkpoint.map(Checkpoint::origin).orElse(""),
        checkpoint.map(Checkpoint::size).orElse(0L),
        checkpoint.map(known -> known.root().toString()).orElse(""),
        tree.size() - pruned,
        pruned,
        writers(),
        chains.epochs(),
        calls.intents(),
        tree.checkpoints(),
        policies.documents(),
        timestamp);
  }

  private void checkManifest(BundleManifest manifest, Optional<Checkpoint> checkpoint) {
    checkpoint.ifPresent(known -> {
      compare("origin", manifest.origin(), known.origin());
      compare("size", manifest.size(), known.size());
      compare("root", manifest.root(), known.root());
    });
    compare("records", manifest.records(), tree.size() - pruned);
    compare("pruned", manifest.pruned(), pruned);
    compare("writers", manifest.writers(), writers());
  }

  private void compare(String member, Object promised, Object there) {
    if (!promised.equals(there)) {
      findings.add(FindingKind.MANIFEST_MISMATCH, member + " " + promised, member + " " + there);
    }
  }
}
