package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One reading of a log from its first leaf to its checkpoint: hands each record to every check.
final class LogCheck {
  private final BundleKeys keys;
  private final Findings findings;
  private final SignatureCheck signatures;
  private final ChainCheck chains;
  private final CallCheck calls;
  private final ApprovalCheck approvals;
  private final Optional<ViewCheck> view;
  private final Frontier tree = new Frontier();
  private final SortedMap<String, Long> writers = new TreeMap<>();
  private Instant newest = Instant.MIN;
  private int policies;

  LogCheck(BundleKeys keys, NamedEnds ends, Findings findings, Optional<ViewCheck> view) {
    this.keys = keys;
    this.findings = findings;
    this.chains = new ChainCheck(ends, findings);
    this.signatures = new SignatureCheck(keys, chains::expected, findings);
    this.calls = new CallCheck(findings);
    this.approvals = new ApprovalCheck(findings);
    this.view = view;
  }

  long records() {
    return tree.size();
  }

  void accept(byte[] jws) {
    long leaf = tree.size();
    tree.append(TreeHash.leaf(jws));
    signatures
        .check(leaf, jws, Digest.of(jws))
        .ifPresentOrElse(this::accept, () -> skip(signatures.place(jws)));
  }

  private void accept(SignedRecord record) {
    count(record.record().writer());
    if (record.record().time().isAfter(newest)) {
      newest = record.record().time();
    }
    chains.accept(record);
    calls.accept(record);
    approvals.accept(record);
    view.ifPresent(check -> check.accept(record));
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
    writers.merge(writer, 1L, Long::sum);
  }

  /// Reads what follows the records.
  VerificationReport finish(BundleReader rest, boolean trustedKeys) throws IOException {
    calls.finish(newest);
    approvals.finish(newest);
    byte[] note = new byte[0];
    for (var next = rest.nextCheckpoint(); next.isPresent(); next = rest.nextCheckpoint()) {
      note = next.get().note();
    }
    var checkpoint = readCheckpoint(note);
    checkpoint.ifPresent(this::checkTree);
    checkManifest(rest.manifest(), checkpoint);
    rest.keys();
    while (rest.nextPolicy().isPresent()) {
      policies++;
    }
    rest.retention();
    for (String damage : rest.finish()) {
      findings.add(FindingKind.DAMAGED_FILE, "an unchanged file", damage);
    }
    Optional<ViewSummary> summary = view.isPresent() ? view.get().finish() : Optional.empty();
    return new VerificationReport(
        checkpoint.map(Checkpoint::origin).orElse(""),
        checkpoint.map(Checkpoint::size).orElse(0L),
        checkpoint.map(known -> known.root().toString()).orElse(""),
        tree.size(),
        writers,
        chains.epochs(),
        calls.intents(),
        trustedKeys,
        view.isPresent(),
        summary,
        findings.inOrder(),
        findings.counts());
  }

  /// The checkpoint, signed or not: even a false one tells what was meant to be proven.
  private Optional<Checkpoint> readCheckpoint(byte[] bytes) {
    try {
      var note = SignedNote.parse(bytes);
      var checkpoint = Checkpoint.parse(note.text());
      var logKeys = keys.log().stream().map(key -> new NoteKey(checkpoint.origin(), key)).toList();
      if (note.verified(logKeys).isEmpty()) {
        findings.add(
            FindingKind.BAD_CHECKPOINT,
            "a signature by the key of " + checkpoint.origin(),
            note.signatures().toString());
      }
      return Optional.of(checkpoint);
    } catch (MalformedNoteException e) {
      findings.add(
          FindingKind.BAD_CHECKPOINT, "a signed checkpoint", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void checkTree(Checkpoint checkpoint) {
    if (checkpoint.size() != tree.size()) {
      findings.add(
          FindingKind.SIZE_MISMATCH, checkpoint.size() + " records", tree.size() + " records");
    }
    Digest root = tree.root();
    if (!checkpoint.root().equals(root)) {
      findings.add(FindingKind.ROOT_MISMATCH, "root " + checkpoint.root(), "root " + root);
    }
  }

  private void checkManifest(BundleManifest manifest, Optional<Checkpoint> checkpoint) {
    checkpoint.ifPresent(known -> {
      compare("origin", manifest.origin(), known.origin());
      compare("size", manifest.size(), known.size());
      compare("root", manifest.root(), known.root());
    });
    compare("records", manifest.records(), tree.size());
    compare("policies", manifest.policies(), policies);
    compare("writers", manifest.writers(), writers);
  }

  private void compare(String member, Object promised, Object there) {
    if (!promised.equals(there)) {
      findings.add(FindingKind.MANIFEST_MISMATCH, member + " " + promised, member + " " + there);
    }
  }
}
