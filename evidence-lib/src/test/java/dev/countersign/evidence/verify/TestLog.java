package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A log of three writers, every part of which a test may spoil before it becomes a bundle.
final class TestLog {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final String ORIGIN = "countersign.dev/test";

  private static final SecureRandom RANDOM = new SecureRandom();

  final SigningKey logKey = SigningKey.generate(RANDOM);
  final TreeMap<String, List<VerificationKey>> writerKeys = new TreeMap<>();
  final List<byte[]> records = new ArrayList<>();
  final Pen gateway = pen("gateway-0", 1000);
  final Pen approval = pen("approval-0", 1000);
  final Pen audit = pen("audit-0", 1000);

  /// What the bundle carries instead of what fits the records.
  List<VerificationKey> publishedLogKeys = List.of(logKey.verification());

  @Nullable SignedNote sealed;
  @Nullable BundleManifest promised;

  static SigningKey freshKey() {
    return SigningKey.generate(RANDOM);
  }

  private Pen pen(String writer, long epoch) {
    SigningKey key = freshKey();
    writerKeys.put(writer, List.of(key.verification()));
    return new Pen(this, writer, key, epoch);
  }

  /// A day in order: a permitted call, one with approval, one that a crash cut off, one under way.
  static TestLog standard() {
    var log = new TestLog();
    log.audit.open();
    log.gateway.open();
    log.approval.open();
    Digest first = log.gateway.write(TestBodies.intent("call-a", null));
    log.gateway.write(TestBodies.outcome("call-a", first));
    log.gateway.write(TestBodies.refused("call-b"));
    log.approval.write(TestBodies.requested("approval-p", "call-b"));
    log.approval.write(TestBodies.approved("approval-p", "lea"));
    log.approval.write(TestBodies.consumed("approval-p", "call-c"));
    Digest second = log.gateway.write(TestBodies.intent("call-c", "approval-p"));
    log.gateway.write(TestBodies.outcome("call-c", second));
    Digest cut = log.gateway.write(TestBodies.intent("call-d", null));
    log.gateway.reopen(2000);
    log.audit.write(TestBodies.unknown("call-d", cut));
    log.gateway.write(TestBodies.intent("call-e", null));
    log.audit.write(new WriterHeartbeat(2));
    return log;
  }

  /// Fixes the checkpoint to the records as they are now.
  TestLog seal() {
    sealed = checkpoint().sign(logKey);
    promised = BundleManifest.of(checkpoint(), 0, counts(), 1, 0);
    return this;
  }

  Checkpoint checkpoint() {
    var tree = new Frontier();
    records.forEach(jws -> tree.append(TreeHash.leaf(jws)));
    return new Checkpoint(ORIGIN, records.size(), tree.root());
  }

  BundleKeys keys() {
    return new BundleKeys(publishedLogKeys, writerKeys);
  }

  byte[] bundle() {
    var out = new ByteArrayOutputStream();
    try {
      var manifest =
          promised == null ? BundleManifest.of(checkpoint(), 0, counts(), 1, 0) : promised;
      var bundle = new BundleWriter(out, withRecords(manifest, records.size()));
      for (byte[] jws : records) {
        bundle.record(jws);
      }
      var note = sealed == null ? checkpoint().sign(logKey) : sealed;
      bundle.finish(
          new BundleClosing(
              List.of(new BundleCheckpoint(manifest.size(), note.bytes())),
              publishedLogKeys,
              writerKeys,
              List.of(),
              BundleRetention.NONE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static BundleManifest withRecords(BundleManifest manifest, long count) {
    return new BundleManifest(
        manifest.format(),
        manifest.origin(),
        manifest.size(),
        manifest.root(),
        count,
        manifest.pruned(),
        manifest.writers(),
        manifest.checkpoints(),
        manifest.policies(),
        manifest.checkpoint());
  }

  private SortedMap<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (byte[] jws : records) {
      try {
        var record = EvidenceJson.readRecord(Jws.parse(jws).unverifiedPayload());
        counts.merge(record.writer(), 1L, Long::sum);
      } catch (RuntimeException e) {
        counts.merge("unreadable", 1L, Long::sum);
      }
    }
    counts.remove("unreadable");
    return counts;
  }

  VerificationReport verify() {
    return verify(bundle(), new Trust.OfBundle());
  }

  static VerificationReport verify(byte[] bundle, Trust trust) {
    try {
      Path file = Files.createTempFile("bundle", ".zip");
      try {
        Files.write(file, bundle);
        return new Verifier(trust, Progress.NONE).verify(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a report counts, by name.
  static Map<String, Long> kinds(VerificationReport report) {
    var kinds = new TreeMap<String, Long>();
    report.counts().forEach((kind, count) -> kinds.put(kind.wireName(), count));
    return kinds;
  }
}
