package dev.countersign.evidence.writer;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A service's pen: it writes records into one signed, gap-free chain and returns when they are
/// durable.
///
/// ## States
///
/// *closed* → (open succeeds) → *open* → (an append fails) → *broken* → (a new epoch opens) →
/// *open*. While not open, appends fail at once with [EvidenceUnavailableException], so that a
/// service without evidence answers quickly instead of hanging.
///
/// ## Concurrency
///
/// Thread-safe. Appends wait outside the chain's lock, so many may be on their way at a time. One
/// background thread opens epochs and writes heartbeats.
///
/// ## Failure
///
/// A failed append leaves the record's fate unknown. The epoch ends there: the channel guarantees
/// that nothing later of it becomes durable, and the next epoch names the last record known to be.
public final class EvidenceWriter implements EvidenceAppender, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EvidenceWriter.class.getName());

  private final WriterSettings settings;
  private final SigningKey key;
  private final Supplier<EvidenceChannel> channels;
  private final ChainMemory memory;
  private final Clock clock;
  private final ScheduledExecutorService background;
  private final AtomicLong appended = new AtomicLong();
  private volatile @Nullable Epoch current;
  private volatile @Nullable FormerKey formerKey;
  private volatile boolean closed;

  public EvidenceWriter(
      WriterSettings settings,
      SigningKey key,
      Supplier<EvidenceChannel> channels,
      ChainMemory memory,
      Clock clock) {
    this.settings = settings;
    this.key = key;
    this.channels = channels;
    this.memory = memory;
    this.clock = clock;
    this.background =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("evidence-" + settings.writer()).factory());
  }

  /// Has the first epoch follow one under a former key, which says that this key takes its place.
  /// Before [#start()].
  ///
  /// @param givenUp done when that is on the record
  public void rotateFrom(SigningKey former, Runnable givenUp) {
    formerKey = new FormerKey(former, givenUp);
  }

  private record FormerKey(SigningKey key, Runnable givenUp) {}

  /// Begins to write: tries to open the first epoch now and keeps trying in the background.
  public void start() {
    background.execute(this::openIfNeeded);
    long pause = settings.reopenEvery().toMillis();
    background.scheduleWithFixedDelay(this::openIfNeeded, pause, pause, TimeUnit.MILLISECONDS);
    long beat = settings.heartbeatEvery().toMillis();
    background.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  /// Whether an append may succeed now.
  public boolean isOpen() {
    Epoch epoch = current;
    return epoch != null && !epoch.isOver();
  }

  public String writer() {
    return settings.writer();
  }

  /// The epoch now open, or the last one.
  public long epoch() {
    Epoch epoch = current;
    return epoch == null ? 0 : epoch.number();
  }

  @Override
  public WrittenRecord append(RecordBody body) {
    return submit(body).await();
  }

  /// Sends one record on its way and does not wait; what it is for must not be done before
  /// [PendingRecord#await].
  ///
  /// @throws EvidenceUnavailableException when no epoch is open
  public PendingRecord submit(RecordBody body) {
    Epoch epoch = current;
    if (epoch == null || epoch.isOver()) {
      throw new EvidenceUnavailableException("no epoch is open", null);
    }
    PendingRecord pending = epoch.send(body, settings.acknowledgeWithin());
    appended.incrementAndGet();
    return pending;
  }

  private void openIfNeeded() {
    if (closed || isOpen()) {
      return;
    }
    try {
      giveUpFormerKey();
      Epoch fresh = opened(key);
      appended.set(1);
      current = fresh;
      remember(fresh);
      LOG.log(
          System.Logger.Level.INFO,
          "evidence epoch {0} of {1} is open",
          Long.toString(fresh.number()),
          settings.writer());
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "evidence of {0} cannot be written, next attempt in {1}: {2}",
          settings.writer(),
          settings.reopenEvery(),
          e.getMessage());
    }
  }

  private Epoch opened(SigningKey signer) {
    ChainEnd previous = previousEnd();
    long number = Math.max(clock.millis(), previous == null ? 0 : previous.epoch() + 1);
    number = Math.max(number, epoch() + 1);
    EvidenceChannel channel = channels.get();
    try {
      Epoch fresh = new Epoch(settings.writer(), number, signer, channel, clock);
      RecordBody opened =
          new RecordBody.WriterOpened(
              settings.service(), settings.version(), signer.verification().id(), previous);
      fresh.send(opened, settings.acknowledgeWithin()).await();
      return fresh;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// A short epoch under the former key, whose only word is that another key follows.
  private void giveUpFormerKey() {
    FormerKey former = formerKey;
    if (former == null) {
      return;
    }
    Epoch last = opened(former.key());
    String from = former.key().verification().id();
    send(last, new RecordBody.KeyRotated(from, key.verification().id()));
    send(last, new RecordBody.WriterClosed("key rotated"));
    last.end();
    current = last;
    remember(last);
    formerKey = null;
    former.givenUp().run();
  }

  private void send(Epoch epoch, RecordBody body) {
    epoch.send(body, settings.acknowledgeWithin()).await();
  }

  private @Nullable ChainEnd previousEnd() {
    Epoch last = current;
    ChainEnd end = last == null ? null : last.durable();
    return end != null ? end : memory.last().orElse(null);
  }

  private void beat() {
    if (closed || !isOpen()) {
      return;
    }
    try {
      append(new RecordBody.WriterHeartbeat(appended.get()));
      Epoch epoch = current;
      if (epoch != null) {
        remember(epoch);
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "heartbeat of {0}: {1}", settings.writer(), e.getMessage());
    }
  }

  private void remember(Epoch epoch) {
    ChainEnd end = epoch.durable();
    if (end != null) {
      memory.remember(end);
    }
  }

  /// Ends the chain's epoch with a closing record where that is possible.
  @Override
  public void close() {
    closed = true;
    background.shutdown();
    awaitBackground();
    Epoch epoch = current;
    if (epoch != null && !epoch.isOver()) {
      try {
        append(new RecordBody.WriterClosed("shutdown"));
      } catch (EvidenceUnavailableException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} ends without a closing record: {1}",
            settings.writer(),
            e.getMessage());
      }
      remember(epoch);
      epoch.end();
    }
  }

  /// Lets an opening or a heartbeat that is on its way come to its end, so that nothing follows the
  /// closing record and no epoch opens behind it. What takes longer than a record may is left
  /// alone.
  private void awaitBackground() {
    try {
      background.awaitTermination(settings.acknowledgeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
