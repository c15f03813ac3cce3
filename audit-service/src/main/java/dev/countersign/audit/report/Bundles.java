package dev.countersign.audit.report;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogKey;
import dev.countersign.audit.log.LogLine;
import dev.countersign.audit.log.LogLines;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.policy.Policies;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.audit.timestamp.Timestamping;
import dev.countersign.audit.witness.Cosignatures;
import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleTimestamp;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Writes the evidence bundle of the log up to a checkpoint.
///
/// Leaves below a checkpoint's size never change, so the bundle is of one moment although it is
/// read page by page; memory does not grow with the log. Should records be pruned meanwhile, the
/// export breaks off.
@Component
class Bundles {
  private static final int PAGE = 2000;
  private static final int CHECKPOINTS = 256;
  private static final int TIMESTAMPS = 32;

  private final LogReader log;
  private final LogLines lines;
  private final Checkpoints checkpoints;
  private final Cosignatures cosignatures;
  private final Policies policies;
  private final LogKey key;
  private final TrustDirectory trust;
  private final Timestamping timestamping;
  private final AuditSettings.Retention retention;

  Bundles(
      LogReader log,
      LogLines lines,
      Checkpoints checkpoints,
      Cosignatures cosignatures,
      Policies policies,
      LogKey key,
      TrustDirectory trust,
      Timestamping timestamping,
      AuditSettings settings) {
    this.log = log;
    this.lines = lines;
    this.checkpoints = checkpoints;
    this.cosignatures = cosignatures;
    this.policies = policies;
    this.key = key;
    this.trust = trust;
    this.timestamping = timestamping;
    this.retention = settings.retention();
  }

  /// Writes the bundle and leaves the stream open.
  ///
  /// @throws IllegalStateException when the log has not as many leaves as the checkpoint says; what
  ///   was written by then is no bundle
  void write(LogCheckpoint checkpoint, OutputStream out) throws IOException {
    long size = checkpoint.size();
    SortedMap<String, Long> counts = log.recordsByWriter(size);
    List<BundleTimestamp> timestamps = timestamping.upTo(size, TIMESTAMPS);
    List<Long> stamped = timestamps.stream().map(BundleTimestamp::size).toList();
    List<LogCheckpoint> chosen = checkpoints.spread(checkpoint, CHECKPOINTS, stamped);
    List<Digest> cited = policies.citedBefore(size);
    BundleManifest manifest =
        BundleManifest.of(
                checkpoint.checkpoint(), lines.pruned(), counts, chosen.size(), cited.size())
            .withTimestamps(timestamps.size());
    BundleWriter bundle = new BundleWriter(out, manifest);
    for (long next = 0; next < size; next += PAGE) {
      for (LogLine line : lines.between(next, Math.min(size, next + PAGE))) {
        switch (line) {
          case LogLine.Kept kept -> bundle.record(kept.stored().jws());
          case LogLine.Pruned pruned -> bundle.stub(pruned.stub());
        }
      }
    }
    SortedMap<String, List<VerificationKey>> writers = new TreeMap<>();
    counts.keySet().forEach(writer -> writers.put(writer, trust.keysOf(writer)));
    bundle.finish(
        new BundleClosing(
                chosen.stream()
                    .map(each -> new BundleCheckpoint(each.size(), cosignatures.with(each).bytes()))
                    .toList(),
                List.of(key.publicKey()),
                writers,
                () -> cited.stream().map(policies::require).iterator(),
                statement())
            .with(timestamps));
  }

  private BundleRetention statement() {
    SortedMap<String, String> classes = new TreeMap<>();
    retention.classes().forEach((name, keep) -> classes.put(name, keep.toString()));
    return new BundleRetention(classes, new TreeMap<>(retention.connections()));
  }
}
