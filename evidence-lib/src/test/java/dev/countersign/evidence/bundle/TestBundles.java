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

  private TestBundles() {}

  record Content(BundleManifest manifest, List<String> records, BundleEnd end) {}

  static Checkpoint checkpoint(long size) {
    return new Checkpoint("countersign.dev/test", size, Digest.of(new byte[] {1}));
  }

  static BundleManifest manifest(long size) {
    return BundleManifest.of(checkpoint(size), new TreeMap<>());
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

  static void finish(BundleWriter bundle, long size) throws IOException {
    bundle.finish(checkpoint(size).sign(LOG_KEY), List.of(LOG_KEY.verification()), WRITER_KEYS);
  }

  static Content read(byte[] bytes) throws IOException {
    var reader = new BundleReader(new ByteArrayInputStream(bytes));
    var records = new ArrayList<String>();
    for (var next = reader.nextRecord(); next.isPresent(); next = reader.nextRecord()) {
      records.add(new String(next.get(), StandardCharsets.US_ASCII));
    }
    return new Content(reader.manifest(), records, reader.end());
  }
}
