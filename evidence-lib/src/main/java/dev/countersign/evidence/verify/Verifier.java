package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.bundle.MalformedBundleException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;

/// Verifies evidence bundles offline.
///
/// What it proves when nothing fails: each record is signed by its writer, no writer's chain lacks
/// a record, the records are exactly those under the signed checkpoint, outcomes belong to intents,
/// and each approved call had its own approval. What it does not prove: that a writer told the
/// truth, that the log did not show others a different history, that nothing came after the
/// checkpoint.
///
/// The file is read twice: the keys and the names of epoch ends stand behind the records. Memory
/// grows with writers, epochs, open calls and approvals, not with records. A verifier may be used
/// many times and by several threads.
public final class Verifier {
  private final Trust trust;
  private final Progress progress;

  public Verifier(Trust trust, Progress progress) {
    this.trust = trust;
    this.progress = progress;
  }

  /// Verifies a bundle. A bundle that is damaged or false in any way makes a report, not an
  /// exception.
  ///
  /// @throws IOException when the file cannot be read
  public VerificationReport verify(Path bundle) throws IOException {
    return verify(bundle, Optional.empty());
  }

  /// Verifies a bundle, and that a masked body is the answer of a call in it, masked as its proof
  /// says.
  ///
  /// @throws IOException when a file cannot be read
  public VerificationReport verify(Path bundle, Optional<MaskedView> view) throws IOException {
    try (var file = FileChannel.open(bundle, StandardOpenOption.READ)) {
      var findings = new Findings();
      try {
        return verify(file, findings, view);
      } catch (MalformedBundleException e) {
        findings.add(
            FindingKind.MALFORMED_BUNDLE, "an evidence bundle", String.valueOf(e.getMessage()));
        return unreadable(findings, view.isPresent());
      }
    }
  }

  private VerificationReport verify(FileChannel file, Findings findings, Optional<MaskedView> view)
      throws IOException {
    var ends = new NamedEnds();
    var first = open(file);
    long expected = first.manifest().size();
    long read = 0;
    for (var jws = first.nextLine(); jws.isPresent(); jws = first.nextLine()) {
      ends.collect(jws.get());
      progress.done(Progress.Step.READ, ++read, expected);
    }
    boolean more = true;
    while (more) {
      more = first.nextCheckpoint().isPresent();
    }
    BundleKeys keys = keys(first.keys());

    var second = open(file);
    Optional<ViewCheck> check =
        view.isPresent() ? Optional.of(new ViewCheck(view.get(), findings)) : Optional.empty();
    var log = new LogCheck(keys, ends, findings, check);
    for (var jws = second.nextLine(); jws.isPresent(); jws = second.nextLine()) {
      log.accept(jws.get());
      progress.done(Progress.Step.VERIFIED, log.records(), expected);
    }
    return log.finish(second, trust instanceof Trust.OfKeys);
  }

  private static BundleReader open(FileChannel file) throws IOException {
    return new BundleReader(Channels.newInputStream(file.position(0)));
  }

  private BundleKeys keys(BundleKeys inBundle) {
    return switch (trust) {
      case Trust.OfBundle() -> inBundle;
      case Trust.OfKeys(var keys) -> keys;
    };
  }

  private VerificationReport unreadable(Findings findings, boolean viewAsked) {
    return new VerificationReport(
        "",
        0,
        "",
        0,
        new TreeMap<>(),
        0,
        0,
        trust instanceof Trust.OfKeys,
        viewAsked,
        Optional.empty(),
        findings.inOrder(),
        findings.counts());
  }
}
