package dev.countersign.bench.ingest;

import dev.countersign.bench.Arguments;
import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.VerificationReport;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.verify.VerifierSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How many records a second one core verifies: a bundle of calls by one writer, every signature
/// true, verified over and over on one thread.
public final class BundleVerification {
  private static final String WRITER = "gateway-0";

  private final SigningKey writer = SigningKey.generate(new SecureRandom());
  private final SigningKey log = SigningKey.generate(new SecureRandom());
  private final Instant begin = Instant.parse("2026-11-20T12:00:00Z");
  private final int records;
  private final int rounds;
  private Digest last = Digest.ZERO;
  private long seq;

  private BundleVerification(int records, int rounds) {
    this.records = records / 2 * 2 + 1;
    this.rounds = rounds;
  }

  public static void main(String... arguments) throws IOException {
    Arguments given = Arguments.of(Set.of("records", "rounds"), arguments);
    new BundleVerification(given.number("records", 40_000), given.number("rounds", 6)).run();
  }

  private void run() throws IOException {
    Path bundle = Files.createTempFile("bundle", ".zip");
    try {
      write(bundle);
      System.out.printf(
          "%,d records, %,d MB; Ed25519 of %s%n",
          records, Files.size(bundle) / 1_000_000, SigningKey.engine());
      measure(bundle, "signed", VerifierSettings.DEFAULTS);
      measure(
          bundle,
          "hash-only",
          new VerifierSettings(true, VerifierSettings.DEFAULTS.heartbeatEvery(), Optional.empty()));
    } finally {
      Files.delete(bundle);
    }
  }

  private void measure(Path bundle, String what, VerifierSettings settings) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      long begun = threads.getCurrentThreadCpuTime();
      VerificationReport report =
          new Verifier(new Trust.OfBundle(), Progress.NONE, settings).verify(bundle);
      double rate = records / ((threads.getCurrentThreadCpuTime() - begun) / 1e9);
      if (!report.holds()) {
        throw new IllegalStateException(what + ": " + report.findings());
      }
      best = Math.max(best, rate);
      System.out.printf("%-10s %,10.0f records/s and core%n", what, rate);
    }
    System.out.printf("%-10s %,10.0f records/s and core at best%n", what, best);
  }

  private void write(Path file) throws IOException {
    Frontier tree = new Frontier();
    List<byte[]> lines = new ArrayList<>(records);
    lines.add(sign(new WriterOpened("gateway", "1", writer.verification().id(), null)));
    for (int i = 0; lines.size() < records; i++) {
      CallIntent intent = Backlog.intent(i);
      lines.add(sign(intent));
      lines.add(sign(Backlog.outcome(intent, last)));
    }
    lines.forEach(line -> tree.append(TreeHash.leaf(line)));
    Checkpoint checkpoint = new Checkpoint("bench.example/log", tree.size(), tree.root());
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      BundleManifest manifest =
          BundleManifest.of(
              checkpoint, 0, new TreeMap<>(Map.of(WRITER, (long) lines.size())), 1, 0);
      BundleWriter bundle = new BundleWriter(out, manifest);
      for (byte[] line : lines) {
        bundle.record(line);
      }
      bundle.finish(
          new BundleClosing(
              List.of(new BundleCheckpoint(tree.size(), checkpoint.sign(log).bytes())),
              List.of(log.verification()),
              new TreeMap<>(Map.of(WRITER, List.of(writer.verification()))),
              List.of(),
              BundleRetention.NONE));
    }
  }

  private byte[] sign(RecordBody body) {
    EvidenceRecord record = EvidenceRecord.of(WRITER, 1, seq, last, begin.plusMillis(seq), body);
    byte[] jws = Jws.sign(EvidenceRecord.JWS_TYPE, EvidenceJson.write(record), writer);
    last = Digest.of(jws);
    seq++;
    return jws;
  }
}
