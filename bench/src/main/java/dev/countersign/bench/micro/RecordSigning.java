package dev.countersign.bench.micro;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.Decision;
import dev.countersign.evidence.writer.ChainMemory;
import dev.countersign.evidence.writer.EvidenceChannel;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WriterSettings;
import dev.countersign.evidence.writer.WrittenRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What one evidence record costs before Kafka: JSON, chain, SHA-256 and Ed25519.
///
/// A call pays this twice, for its intent and its outcome.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordSigning {
  private final CallIntent intent = intent();
  private EvidenceWriter writer = writer();

  @Setup
  public void open() throws InterruptedException {
    writer = writer();
    writer.start();
    while (!writer.isOpen()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @TearDown
  public void close() {
    writer.close();
  }

  @Benchmark
  public WrittenRecord signedIntent() {
    return writer.append(intent);
  }

  private static EvidenceWriter writer() {
    return new EvidenceWriter(
        new WriterSettings(
            "bench-0",
            "bench",
            "1",
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(10)),
        SigningKey.generate(new SecureRandom()),
        NullChannel::new,
        new Forgetful(),
        Clock.systemUTC());
  }

  private static CallIntent intent() {
    String issuer = "https://issuer.example.com";
    return new CallIntent(
        "01980000-0000-7000-8000-000000000001",
        "session-1",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        new Party("alice", issuer, List.of("support"), "person"),
        List.of(Party.actor("support-agent", issuer, "agent")),
        Digest.ZERO,
        "payments",
        "get_customer",
        "http",
        "GET /customers/{id}",
        Digest.ZERO,
        new Decision("permit", Digest.ZERO, List.of("grant:support", "risk:low"), "low"),
        null,
        List.of("pii", "secrets"),
        Digest.ZERO,
        Instant.parse("2026-11-20T12:00:00.123456Z"));
  }

  /// Takes everything at once.
  private static final class NullChannel implements EvidenceChannel {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<Void> send(String writer, byte[] jws) {
      return DONE;
    }

    @Override
    public void close() {}
  }

  private static final class Forgetful implements ChainMemory {
    @Override
    public Optional<ChainEnd> last() {
      return Optional.empty();
    }

    @Override
    public void remember(ChainEnd end) {}
  }
}
