package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import dev.countersign.evidence.writer.ChainFile;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WriterSettings;
import dev.countersign.evidence.writer.WrittenRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a writer leaves behind, verified as an auditor would.
class WriterEvidenceTest {
  private static final int THREADS = 8;
  private static final int RECORDS_EACH = 40;

  private final TestLog log = new TestLog();
  private final Queue<WrittenRecord> acknowledged = new ConcurrentLinkedQueue<>();

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsHoweverOftenTheChannelBreaks(long seed) {
    var random = new Random(seed);
    var store = Collections.synchronizedList(log.records);
    try (var writer =
        new EvidenceWriter(
            new WriterSettings(
                "gateway-0",
                "gateway-service",
                "test",
                Duration.ofSeconds(30),
                Duration.ofMillis(1),
                Duration.ofMillis(5)),
            log.gateway.key,
            () -> new FlakyChannel(store, random),
            new ChainFile(state.resolve("chain.json")),
            Clock.systemUTC())) {
      writer.start();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < THREADS; i++) {
          threads.execute(() -> write(writer));
        }
      }
    }
    var report = log.verify();
    assertThat(report.counts()).isEmpty();
    assertThat(report.epochs()).isGreaterThan(1);
    assertThat(acknowledged).hasSize(THREADS * RECORDS_EACH);
    assertThat(log.records).containsAll(acknowledged.stream().map(WrittenRecord::jws).toList());
  }

  /// Writes until enough records are known to be durable.
  private void write(EvidenceWriter writer) {
    int written = 0;
    while (written < RECORDS_EACH) {
      try {
        acknowledged.add(writer.append(new WriterHeartbeat(written)));
        written++;
      } catch (EvidenceUnavailableException e) {
        Thread.yield();
      }
    }
  }
}
