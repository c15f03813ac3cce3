package dev.countersign.bench.ingest;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.Decision;
import dev.countersign.evidence.writer.ChainMemory;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.PendingRecord;
import dev.countersign.evidence.writer.WriterSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Puts calls, an intent and an outcome each, into the evidence topic.
final class Backlog {
  private static final int UNDER_WAY = 2000;
  private static final GrowingIds CALLS = new GrowingIds();
  private static final String ISSUER = "https://issuer.example.com";

  private final String bootstrap;
  private final TrustDirectory trust;

  Backlog(AuditUnderTest audit) {
    this.bootstrap = audit.kafka();
    this.trust = new TrustDirectory(audit.state().resolve("trust"));
  }

  /// Writes so many records by so many writers and returns when they are durable.
  ///
  /// @param prefix what the writers' names begin with
  void write(String prefix, int writers, int records) throws Exception {
    List<Future<?>> writing = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < writers; i++) {
        String name = prefix + i;
        writing.add(
            pool.submit(() -> {
              write(name, records / writers);
              return true;
            }));
      }
    }
    for (Future<?> one : writing) {
      one.get();
    }
  }

  private void write(String name, int records) throws InterruptedException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    trust.publish(name, key.verification());
    EvidenceWriter writer = writer(name, key);
    writer.start();
    while (!writer.isOpen()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    Queue<PendingRecord> pending = new ArrayDeque<>();
    for (int i = 0; i < records / 2; i++) {
      CallIntent intent = intent(i);
      PendingRecord begun = writer.submit(intent);
      pending.add(begun);
      pending.add(writer.submit(outcome(intent, begun.written().digest())));
      while (pending.size() > UNDER_WAY) {
        pending.remove().await();
      }
    }
    pending.forEach(PendingRecord::await);
    writer.close();
  }

  private EvidenceWriter writer(String name, SigningKey key) {
    return new EvidenceWriter(
        new WriterSettings(
            name,
            "bench",
            "1",
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            Duration.ofMinutes(1)),
        key,
        () ->
            KafkaEvidenceChannel.open(
                Map.of("bootstrap.servers", bootstrap),
                KafkaEvidenceChannel.TOPIC,
                Duration.ofSeconds(60),
                Clock.systemUTC()),
        new Forgetful(),
        Clock.systemUTC());
  }

  static CallIntent intent(int number) {
    return new CallIntent(
        CALLS.next(),
        "session-" + number / 20,
        "4bf92f3577b34da6a3ce929d0e0e4736",
        new Party("user-" + number % 500, ISSUER, List.of("support"), "person"),
        List.of(Party.actor("support-agent", ISSUER, "agent")),
        Digest.ZERO,
        "payments",
        "function-" + number % 20,
        "http",
        "GET /customers/{id}",
        Digest.ZERO,
        new Decision("permit", Digest.ZERO, List.of("grant:support", "risk:low"), "low"),
        null,
        List.of("pii", "secrets"),
        Digest.ZERO,
        Instant.now().plusSeconds(3600));
  }

  static RecordBody outcome(CallIntent intent, Digest digest) {
    return new RecordBody.CallOutcome(
        intent.call(),
        digest,
        OutcomeStatus.COMPLETED,
        200,
        200,
        new RecordBody.Response(Digest.ZERO, Digest.ZERO, 4096, null),
        new TreeMap<>(Map.of("email", 2)),
        null,
        1500L);
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
