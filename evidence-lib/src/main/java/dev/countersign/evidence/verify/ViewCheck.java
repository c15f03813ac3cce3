package dev.countersign.evidence.verify;

import dev.countersign.evidence.holes.BodyKind;
import dev.countersign.evidence.holes.HolePath;
import dev.countersign.evidence.holes.HolePaths;
import dev.countersign.evidence.holes.HoleSpans;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.evidence.verify.ViewSummary.OpenedHole;
import dev.countersign.evidence.verify.ViewSummary.PlacedHole;
import dev.countersign.evidence.view.MalformedProofException;
import dev.countersign.evidence.view.MaskingProof;
import dev.countersign.evidence.view.ViewCommitment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that a masked view is the original minus exactly the holes of its proof, as the outcome
/// of some call in the log committed to it.
///
/// It waits for the outcome that has the proof's root. What is wrong is named by the first thing
/// that differs: the view, then the rules, then the rest of the proof.
final class ViewCheck {

  /// The outcome that the proof names.
  private record Found(
      SignedRecord record, CallOutcome outcome, Response response, Commitment commitment) {}

  private static final long MAX_NAMED = 256L << 20;

  private final Path body;
  private final Findings findings;
  private final @Nullable MaskingProof proof;
  private final Optional<BodyKind> kind;
  private final List<OpenedHole> opened = new ArrayList<>();
  private @Nullable Found found;
  private boolean fits;

  ViewCheck(MaskedView view, Findings findings) throws IOException {
    this.body = view.body();
    this.kind = view.kind();
    this.findings = findings;
    this.proof = read(view.proof());
  }

  private @Nullable MaskingProof read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return MaskingProof.read(in.readNBytes(MaskingProof.MAX_BYTES));
    } catch (MalformedProofException e) {
      findings.add(
          FindingKind.MALFORMED_PROOF,
          "the proof of a masked body",
          String.valueOf(e.getMessage()));
      return null;
    }
  }

  void accept(SignedRecord record) {
    if (proof == null
        || found != null
        || !(record.record().body() instanceof CallOutcome outcome)
        || outcome.response() == null) {
      return;
    }
    Commitment commitment = outcome.response().commitment();
    if (commitment != null && commitment.root().equals(proof.root())) {
      found = new Found(record, outcome, outcome.response(), commitment);
    }
  }

  /// Ends the check; answers what the view is, where the log knows it.
  Optional<ViewSummary> finish() throws IOException {
    MaskingProof claimed = proof;
    Found known = found;
    if (claimed == null) {
      return Optional.empty();
    }
    if (known == null) {
      findings.add(
          FindingKind.UNKNOWN_COMMITMENT, "an outcome with the root " + claimed.root(), "none");
      return Optional.empty();
    }
    compare(claimed, known);
    return Optional.of(summary(claimed, known));
  }

  private void compare(MaskingProof claimed, Found known) throws IOException {
    long length = Files.size(body);
    if (length != claimed.bytes()) {
      boolean asRecorded = length == known.response().bytes();
      differs(
          known,
          asRecorded ? FindingKind.COMMITMENT_MISMATCH : FindingKind.VIEW_MISMATCH,
          (asRecorded ? length : claimed.bytes()) + " bytes",
          (asRecorded ? claimed.bytes() : length) + " bytes");
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(body))) {
      compare(claimed, known, ViewCommitment.of(claimed, in));
    }
  }

  private void compare(MaskingProof claimed, Found known, ViewCommitment view) {
    Digest policy = known.commitment().policy();
    Digest rules = ViewCommitment.policy(claimed.rules());
    Digest root = known.commitment().root();
    boolean bound = view.root(policy).equals(root);
    // An answer that travelled compressed has another digest than its view; its root counts.
    if (!bound && !view.view().equals(known.response().masked())) {
      differs(
          known,
          FindingKind.VIEW_MISMATCH,
          known.response().masked().toString(),
          view.view() + place(view));
    } else if (!rules.equals(policy)) {
      differs(known, FindingKind.RULES_MISMATCH, "policy " + policy, "policy " + rules);
    } else if (!bound) {
      differs(
          known,
          FindingKind.COMMITMENT_MISMATCH,
          "root " + root,
          "root " + view.root(policy) + place(view));
    } else {
      fits = true;
      compareCounts(claimed, known, view);
    }
  }

  private static String place(ViewCommitment view) {
    return view.unfit()
        .map(unfit ->
            ", different from segment %d on (bytes %d to %d)"
                .formatted(unfit.index(), unfit.start(), unfit.end()))
        .orElse("");
  }

  /// What the root does not bind: how much of it is listed, and what was opened.
  private void compareCounts(MaskingProof claimed, Found known, ViewCommitment view) {
    if (view.segments() != known.commitment().segments()) {
      differs(
          known,
          FindingKind.COMMITMENT_MISMATCH,
          known.commitment().segments() + " segments",
          view.segments() + " segments");
    }
    if (view.groups() != claimed.groups().size()) {
      differs(
          known,
          FindingKind.COMMITMENT_MISMATCH,
          view.groups() + " groups",
          claimed.groups().size() + " groups");
    }
    if (view.unfit().isPresent() || claimed.leaves().size() > view.segments()) {
      differs(
          known,
          FindingKind.COMMITMENT_MISMATCH,
          "the leaves of " + view.segments() + " segments",
          "others" + place(view));
    }
    for (var opening : claimed.opened()) {
      if (view.opens(opening)) {
        show(claimed, opening, view.firstHole(opening.group()));
      } else {
        differs(
            known,
            FindingKind.OPENING_MISMATCH,
            "the values of group " + opening.group(),
            "others, or under another salt");
      }
    }
  }

  private void show(MaskingProof claimed, MaskingProof.Opening opening, int first) {
    for (int i = 0; i < opening.values().size(); i++) {
      int hole = first + i;
      long start = claimed.start(hole);
      opened.add(
          new OpenedHole(
              claimed.rule(hole),
              start,
              start + claimed.length(hole),
              opening.values().get(i).text()));
    }
  }

  private void differs(Found known, FindingKind kind, String expected, String actual) {
    findings.add(kind, known.record(), expected, actual);
  }

  private ViewSummary summary(MaskingProof claimed, Found known) throws IOException {
    var holes = new TreeMap<String, Long>();
    for (int hole = 0; hole < claimed.holes().size(); hole++) {
      holes.merge(claimed.rule(hole), 1L, Long::sum);
    }
    return new ViewSummary(
        known.outcome().call(),
        known.record().leaf(),
        claimed.bytes(),
        known.commitment().policy(),
        holes,
        places(claimed),
        opened);
  }

  /// Where the holes lie in a view that is known to be the one of the proof.
  private List<PlacedHole> places(MaskingProof claimed) throws IOException {
    if (!fits || claimed.bytes() > MAX_NAMED) {
      return List.of();
    }
    byte[] view = Files.readAllBytes(body);
    if (view.length != claimed.bytes()) {
      throw new IOException("masked view: changed while it was read");
    }
    BodyKind grammar = kind.orElseGet(() -> BodyKind.guess(view));
    PlacedHole[] placed = new PlacedHole[Math.min(claimed.holes().size(), ViewSummary.MAX_PLACES)];
    HolePaths.name(
        grammar,
        view,
        new FirstHoles(claimed, placed.length),
        (hole, path) -> placed[hole] = placed(claimed, hole, path));
    return List.of(placed);
  }

  private static PlacedHole placed(MaskingProof claimed, int hole, HolePath path) {
    long start = claimed.start(hole);
    return new PlacedHole(
        path.path(),
        path.part(),
        claimed.rule(hole),
        claimed.strategy(hole),
        start,
        start + claimed.length(hole));
  }

  /// The first holes of a proof as spans.
  private record FirstHoles(MaskingProof proof, int size) implements HoleSpans {
    @Override
    public long start(int hole) {
      return proof.start(hole);
    }

    @Override
    public long end(int hole) {
      return proof.start(hole) + proof.length(hole);
    }
  }
}
