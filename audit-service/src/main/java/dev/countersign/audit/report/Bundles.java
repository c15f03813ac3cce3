package dev.countersign.audit.report;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogKey;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.jws.VerificationKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Writes the evidence bundle of the log up to a checkpoint.
///
/// Leaves below a checkpoint's size never change, so the bundle is of one moment although it is
/// read page by page; memory does not grow with the log.
@Component
class Bundles {
  private static final int PAGE = 2000;

  private final LogReader log;
  private final LogKey key;
  private final TrustDirectory trust;

  Bundles(LogReader log, LogKey key, TrustDirectory trust) {
    this.log = log;
    this.key = key;
    this.trust = trust;
  }

  /// Writes the bundle and leaves the stream open.
  ///
  /// @throws IllegalStateException when the log has not as many leaves as the checkpoint says; what
  ///   was written by then is no bundle
  void write(LogCheckpoint checkpoint, OutputStream out) throws IOException {
    SortedMap<String, Long> counts = log.recordsByWriter(checkpoint.size());
    BundleWriter bundle =
        new BundleWriter(out, BundleManifest.of(checkpoint.checkpoint(), 0, counts, 1, 0));
    long next = 0;
    while (next < checkpoint.size()) {
      List<StoredRecord> page = log.leaves(next, checkpoint.size(), PAGE);
      if (page.isEmpty()) {
        throw missing(next);
      }
      for (StoredRecord stored : page) {
        if (stored.leaf() != next) {
          throw missing(next);
        }
        bundle.record(stored.jws());
        next++;
      }
    }
    SortedMap<String, List<VerificationKey>> writers = new TreeMap<>();
    counts.keySet().forEach(writer -> writers.put(writer, trust.keysOf(writer)));
    var newest = new BundleCheckpoint(checkpoint.size(), checkpoint.note().bytes());
    bundle.finish(
        new BundleClosing(
            List.of(newest), List.of(key.publicKey()), writers, List.of(), BundleRetention.NONE));
  }

  private static IllegalStateException missing(long leaf) {
    return new IllegalStateException("leaf %d is missing".formatted(leaf));
  }
}
