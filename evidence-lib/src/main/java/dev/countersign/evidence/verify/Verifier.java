package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.bundle.MalformedBundleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Verifies evidence bundles offline.
///
/// What it proves when nothing fails: each record is signed by its writer, no writer's chain lacks
/// a record, the records are exactly those under the signed checkpoint and grew through every
/// earlier one, outcomes belong to intents, each approved call had its own approval, and what was
/// pruned is what a statement on record says. What it does not prove: that a writer told the truth,
/// that the log did not show others a different history, that nothing came after the checkpoint.
///
/// The file is read twice: keys, checkpoints and the names of epoch ends stand behind the records.
/// Memory grows with writers, epochs, open calls, approvals, checkpoints and partitions that were
/// pruned, not with records. A verifier may be used many times and by several threads.
public final class Verifier {
  private final Trust trust;
  private final Progress progress;
  private final VerifierSettings settings;

  public Verifier(Trust trust, Progress progress) {
    this(trust, progress, VerifierSettings.DEFAULTS);
  }

  public Verifier(Trust trust, Progress progress, VerifierSettings settings) {
    this.trust = trust;
    this.progress = progress;
    this.settings = settings;
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
        return report(LogSummary.NOTHING, view.isPresent(), Optional.empty(), findings);
      }
    }
  }

  private VerificationReport verify(FileChannel file, Findings findings, Optional<MaskedView> view)
      throws IOException {
    var hints = new Hints(BundleReader.ahead(begin(file)), progress, findings);
    var second = new BundleReader(begin(file));
    long expected = second.manifest().size();
    Optional<ViewCheck> check =
        view.isPresent() ? Optional.of(new ViewCheck(view.get(), findings)) : Optional.empty();
    var log = new LogCheck(keys(hints.keys()), hints, settings, findings, check);
    for (var line = second.nextLineInPlace(); line.isPresent(); line = second.nextLineInPlace()) {
      log.accept(line.get());
      progress.done(Progress.Step.VERIFIED, log.lines(), expected);
    }
    LogSummary summary = log.finish(second);
    Optional<ViewSummary> seen = check.isPresent() ? check.get().finish() : Optional.empty();
    return report(summary, view.isPresent(), seen, findings);
  }

  private static InputStream begin(FileChannel file) throws IOException {
    return Channels.newInputStream(file.position(0));
  }

  private BundleKeys keys(BundleKeys inBundle) {
    return switch (trust) {
      case Trust.OfBundle() -> inBundle;
      case Trust.OfKeys(var keys) -> keys;
    };
  }

  private VerificationReport report(
      LogSummary log, boolean viewAsked, Optional<ViewSummary> view, Findings findings) {
    return new VerificationReport(
        log,
        trust instanceof Trust.OfKeys,
        settings.hashOnly(),
        viewAsked,
        view,
        findings.inOrder(),
        findings.counts());
  }
}
