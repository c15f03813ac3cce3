package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks the leaves against the newest checkpoint, and against every earlier one on the way.
///
/// A first reading tells the sizes of the earlier checkpoints; it keeps one root for each of them.
final class TreeCheck {
  private final Frontier tree = new Frontier();
  private final Map<Long, Digest> roots = new HashMap<>();
  private final Map<Long, Digest> texts = new HashMap<>();
  private final List<Long> sizes;
  private final Optional<WitnessPolicy> witnesses;
  private final Findings findings;
  private int next;
  private int checkpoints;

  /// @param sizes of the checkpoints, ascending
  /// @param witnesses whose signatures the newest of them must carry
  TreeCheck(List<Long> sizes, Optional<WitnessPolicy> witnesses, Findings findings) {
    this.sizes = sizes;
    this.witnesses = witnesses;
    this.findings = findings;
    keepRoot();
  }

  long size() {
    return tree.size();
  }

  /// The digest of the text of each checkpoint that was read, by the size in its name.
  Map<Long, Digest> texts() {
    return texts;
  }

  int checkpoints() {
    return checkpoints;
  }

  void append(Digest leafHash) {
    tree.append(leafHash);
    keepRoot();
  }

  private void keepRoot() {
    if (next < sizes.size() && sizes.get(next) == tree.size()) {
      roots.put(tree.size(), tree.root());
      next++;
    }
  }

  /// Reads the checkpoints; the last of them, signed or not, tells what was meant to be proven.
  Optional<Checkpoint> finish(BundleReader rest, List<VerificationKey> logKeys) throws IOException {
    Optional<Checkpoint> newest = Optional.empty();
    for (var note = rest.nextCheckpoint(); note.isPresent(); note = rest.nextCheckpoint()) {
      checkpoints++;
      newest = read(note.get(), logKeys);
      if (checkpoints == rest.manifest().checkpoints()) {
        checkQuorum(note.get().note());
      } else {
        long size = note.get().size();
        newest.ifPresent(earlier -> checkEarlier(earlier, size, rest.manifest().origin()));
      }
    }
    newest.ifPresent(this::checkNewest);
    return newest;
  }

  private Optional<Checkpoint> read(BundleCheckpoint bundled, List<VerificationKey> logKeys) {
    try {
      var note = SignedNote.parse(bundled.note());
      texts.put(bundled.size(), Digest.of(note.text().getBytes(StandardCharsets.UTF_8)));
      var checkpoint = Checkpoint.parse(note.text());
      var keys = logKeys.stream().map(key -> new NoteKey(checkpoint.origin(), key)).toList();
      if (note.verified(keys).isEmpty()) {
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

  private void checkQuorum(byte[] newest) {
    if (witnesses.isEmpty()) {
      return;
    }
    WitnessPolicy policy = witnesses.get();
    try {
      var note = SignedNote.parse(newest);
      if (!policy.satisfiedBy(note)) {
        findings.add(
            FindingKind.WITNESS_QUORUM,
            "a log of the policy, and its quorum '" + policy.quorum() + "'",
            "cosigned by " + policy.cosigners(note));
      }
    } catch (MalformedNoteException e) {
      findings.add(
          FindingKind.WITNESS_QUORUM, "a cosigned checkpoint", String.valueOf(e.getMessage()));
    }
  }

  private void checkEarlier(Checkpoint checkpoint, long size, String origin) {
    Digest root = roots.get(checkpoint.size());
    if (!checkpoint.origin().equals(origin)) {
      findings.add(
          FindingKind.HISTORY_MISMATCH, "origin " + origin, "origin " + checkpoint.origin());
    } else if (checkpoint.size() != size || root == null) {
      findings.add(
          FindingKind.HISTORY_MISMATCH,
          "a checkpoint over " + size + " of the leaves",
          "one over " + checkpoint.size());
    } else if (!root.equals(checkpoint.root())) {
      String at = " at size " + checkpoint.size();
      findings.add(
          FindingKind.HISTORY_MISMATCH, "root " + checkpoint.root() + at, "root " + root + at);
    }
  }

  private void checkNewest(Checkpoint checkpoint) {
    if (checkpoint.size() != tree.size()) {
      findings.add(
          FindingKind.SIZE_MISMATCH, checkpoint.size() + " records", tree.size() + " records");
    }
    Digest root = tree.root();
    if (!checkpoint.root().equals(root)) {
      findings.add(FindingKind.ROOT_MISMATCH, "root " + checkpoint.root(), "root " + root);
    }
  }
}
