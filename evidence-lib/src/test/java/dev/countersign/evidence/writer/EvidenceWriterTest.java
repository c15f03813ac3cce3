package dev.countersign.evidence.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import dev.countersign.test.Patience;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceWriterTest {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final List<byte[]> durable = MemoryChannel.store();
  private final AtomicBoolean up = new AtomicBoolean(true);
  private EvidenceWriter writer = writer(Path.of("unused"));

  @TempDir Path state;

  @BeforeEach
  void start() {
    writer = writer(state.resolve("chain.json"));
    writer.start();
    await(writer::isOpen);
  }

  @AfterEach
  void stop() {
    writer.close();
  }

  @Test
  void chainsEveryRecordToTheOneBefore() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done :
          pool.invokeAll(
              IntStream.range(0, 200)
                  .<java.util.concurrent.Callable<WrittenRecord>>mapToObj(
                      i -> () -> writer.append(new RecordBody.WriterHeartbeat(i)))
                  .toList())) {
        assertThat(done.get().leafHash()).isNotNull();
      }
    }
    Digest previous = Digest.ZERO;
    for (int i = 0; i < durable.size(); i++) {
      EvidenceRecord entry = read(durable.get(i));
      assertThat(entry.seq()).isEqualTo(i);
      assertThat(entry.prev()).isEqualTo(previous);
      previous = Digest.of(durable.get(i));
    }
    assertThat(durable).hasSize(201);
  }

  @Test
  void refusesWhileTheStoreIsDownAndGoesOnInANewEpoch() {
    WrittenRecord last = writer.append(new RecordBody.WriterHeartbeat(1));
    long before = writer.epoch();
    up.set(false);
    assertThatThrownBy(() -> writer.append(new RecordBody.WriterHeartbeat(2)))
        .isInstanceOf(EvidenceUnavailableException.class);
    assertThat(writer.isOpen()).isFalse();
    assertThatThrownBy(() -> writer.append(new RecordBody.WriterHeartbeat(3)))
        .isInstanceOf(EvidenceUnavailableException.class);

    up.set(true);
    await(writer::isOpen);
    writer.append(new RecordBody.WriterHeartbeat(4));

    EvidenceRecord opened = read(durable.get(2));
    assertThat(opened.epoch()).isGreaterThan(before);
    assertThat(opened.seq()).isZero();
    assertThat(((WriterOpened) opened.body()).previous())
        .isEqualTo(new RecordBody.ChainEnd(before, 1, last.digest()));
  }

  @Test
  void namesTheEndOfThePreviousLife() {
    writer.append(new RecordBody.WriterHeartbeat(1));
    writer.close();
    EvidenceRecord closing = read(durable.getLast());

    writer = writer(state.resolve("chain.json"));
    writer.start();
    await(writer::isOpen);

    assertThat(((WriterOpened) read(durable.getLast()).body()).previous())
        .isEqualTo(
            new RecordBody.ChainEnd(
                closing.epoch(), closing.seq(), Digest.of(durable.get(durable.size() - 2))));
  }

  @Test
  void saysUnderAFormerKeyThatItsOwnFollowsHoweverOftenItMustTry() {
    writer.close();
    durable.clear();
    up.set(false);
    SigningKey former = SigningKey.generate(new SecureRandom());
    AtomicInteger told = new AtomicInteger();
    writer = writer(state.resolve("chain.json"));
    writer.rotateFrom(former, told::incrementAndGet);
    writer.start();
    up.set(true);
    await(writer::isOpen);
    writer.append(new RecordBody.WriterHeartbeat(1));

    List<EvidenceRecord> given =
        durable.subList(0, 3).stream().map(jws -> read(jws, former)).toList();
    assertThat(given).extracting(EvidenceRecord::seq).containsExactly(0L, 1L, 2L);
    assertThat(given.get(1).body())
        .isEqualTo(new RecordBody.KeyRotated(former.verification().id(), key.verification().id()));
    assertThat(given.get(2).body()).isInstanceOf(RecordBody.WriterClosed.class);
    EvidenceRecord opened = read(durable.get(3));
    assertThat(((WriterOpened) opened.body()).previous())
        .isEqualTo(new RecordBody.ChainEnd(given.get(2).epoch(), 2, Digest.of(durable.get(2))));
    assertThat(told).hasValue(1);
    assertThat(read(durable.get(4)).seq()).isEqualTo(1);
  }

  @Test
  void closesWhatWasStillBeingOpened() throws Exception {
    writer.close();
    durable.clear();
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch mayOpen = new CountDownLatch(1);
    writer =
        writer(
            state.resolve("chain.json"),
            () -> {
              opening.countDown();
              Patience.passed(mayOpen);
              return new MemoryChannel(durable, up);
            });
    writer.start();
    Patience.passed(opening);
    Thread closing = Thread.ofVirtual().start(writer::close);
    await(() -> isWaiting(closing));
    mayOpen.countDown();
    closing.join();

    assertThat(durable).hasSize(2);
    assertThat(read(durable.getLast()).body()).isInstanceOf(RecordBody.WriterClosed.class);
    EvidenceRecord opened = read(durable.getFirst());
    assertThat(new ChainFile(state.resolve("chain.json")).last())
        .contains(new RecordBody.ChainEnd(opened.epoch(), 1, Digest.of(durable.getLast())));
  }

  // Or ended, where it does not wait.
  private static boolean isWaiting(Thread thread) {
    return thread.getState() != Thread.State.NEW && thread.getState() != Thread.State.RUNNABLE;
  }

  @Test
  void refusesARecordOverTheLimitAndGoesOn() {
    RecordBody huge = new RecordBody.WriterClosed("x".repeat(EvidenceRecord.MAX_BYTES));
    assertThatThrownBy(() -> writer.append(huge)).isInstanceOf(IllegalArgumentException.class);
    assertThat(writer.append(new RecordBody.WriterHeartbeat(1)).record().seq()).isEqualTo(1);
  }

  private EvidenceRecord read(byte[] jws) {
    return read(jws, key);
  }

  private static EvidenceRecord read(byte[] jws, SigningKey signer) {
    return EvidenceJson.readRecord(
        Jws.parse(jws).verify(EvidenceRecord.JWS_TYPE, signer.verification()).orElseThrow());
  }

  private EvidenceWriter writer(Path file) {
    return writer(file, () -> new MemoryChannel(durable, up));
  }

  private EvidenceWriter writer(Path file, Supplier<EvidenceChannel> channels) {
    return new EvidenceWriter(
        new WriterSettings(
            "gateway-0",
            "gateway-service",
            "test",
            Patience.WHERE_NOTHING_IS_SAID,
            Duration.ofMillis(20),
            Duration.ofHours(1)),
        key,
        channels,
        new ChainFile(file),
        Clock.systemUTC());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    Awaitility.await().pollInterval(Duration.ofMillis(1)).until(condition::getAsBoolean);
  }
}
