package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Bundles of short lines that are no records: what the container does with them.
final class TestBundles {
  static final SigningKey LOG_KEY = SigningKey.generate(new SecureRandom());
  static final SortedMap<String, List<VerificationKey>> WRITER_KEYS =
      new TreeMap<>(
          java.util.Map.of(
              "gateway-0", List.of(SigningKey.generate(new SecureRandom()).verification()),
              "audit-0", List.of(SigningKey.generate(new SecureRandom()).verification())));

  static final BundleRetention RETENTION =
      new BundleRetention(
          new TreeMap<>(java.util.Map.of("standard", "P400D")),
          new TreeMap<>(java.util.Map.of("payments", "standard")));

  /// In the order of their digests.
  static final List<byte[]> POLICIES = List.of(new byte[] {'p'}, new byte[] {'q'});

  private TestBundles() {}

  record Content(
      BundleManifest manifest,
      List<String> records,
      List<BundleCheckpoint> checkpoints,
      BundleKeys keys,
      List<BundlePolicy> policies,
      BundleRetention retention,
      List<String> damage) {
    boolean isLike(Content other) {
      return damage.isEmpty()
          && manifest.equals(other.manifest)
          && records.equals(other.records)
          && notes().equals(other.notes())
          && keys.equals(other.keys)
          && documents().equals(other.documents())
          && retention.equals(other.retention);
    }

    List<String> notes() {
      return checkpoints.stream().map(one -> one.size() + " " + latin(one.note())).toList();
    }

    List<String> documents() {
      return policies.stream().map(one -> one.name() + " " + latin(one.document())).toList();
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static Checkpoint checkpoint(long size) {
    return new Checkpoint("countersign.dev/test", size, Digest.of(new byte[] {1}));
  }

  static BundleManifest manifest(long size) {
    return BundleManifest.of(checkpoint(size), 0, new TreeMap<>(), 1, 0);
  }

  static byte[] bundle(List<String> lines) throws IOException {
    var out = new ByteArrayOutputStream();
    var bundle = new BundleWriter(out, manifest(lines.size()));
    for (String line : lines) {
      bundle.record(line.getBytes(StandardCharsets.US_ASCII));
    }
    finish(bundle, lines.size());
    return out.toByteArray();
  }

  /// A bundle with two lines, two checkpoints and two policies.
  static byte[] full() throws IOException {
    var out = new ByteArrayOutputStream();
    var manifest = BundleManifest.of(checkpoint(2), 0, new TreeMap<>(), 2, 2);
    var bundle = new BundleWriter(out, manifest);
    bundle.record(new byte[] {'a'});
    bundle.record(new byte[] {'b'});
    bundle.finish(closing(List.of(note(1), note(2)), POLICIES));
    return out.toByteArray();
  }

  static void finish(BundleWriter bundle, long size) throws IOException {
    bundle.finish(closing(List.of(note(size)), List.of()));
  }

  static BundleCheckpoint note(long size) {
    return new BundleCheckpoint(size, checkpoint(size).sign(LOG_KEY).bytes());
  }

  static BundleClosing closing(List<BundleCheckpoint> checkpoints, List<byte[]> policies) {
    return new BundleClosing(
        checkpoints, List.of(LOG_KEY.verification()), WRITER_KEYS, policies, RETENTION);
  }

  static Content read(byte[] bytes) throws IOException {
    var reader = new BundleReader(new ByteArrayInputStream(bytes));
    var records = new ArrayList<String>();
    for (var next = reader.nextLine(); next.isPresent(); next = reader.nextLine()) {
      records.add(new String(next.get(), StandardCharsets.US_ASCII));
    }
    var checkpoints = new ArrayList<BundleCheckpoint>();
    for (var next = reader.nextCheckpoint(); next.isPresent(); next = reader.nextCheckpoint()) {
      checkpoints.add(next.get());
    }
    var keys = reader.keys();
    var policies = new ArrayList<BundlePolicy>();
    for (var next = reader.nextPolicy(); next.isPresent(); next = reader.nextPolicy()) {
      policies.add(next.get());
    }
    var retention = reader.retention();
    return new Content(
        reader.manifest(), records, checkpoints, keys, policies, retention, reader.finish());
  }
}
