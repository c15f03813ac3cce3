package dev.countersign.approval.outbox;

import dev.countersign.service.messaging.MessageSender;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what waits in the outbox: one virtual thread, woken by every commit that posted something.
///
/// A message is deleted only after the broker acknowledged it, in one transaction that holds an
/// advisory lock, so that of several replicas one sends at a time and the order holds. A crash in
/// between sends it again. While the broker or the database is away messages wait; nothing is lost.
@Component
class OutboxRelay implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final String CONTENT_TYPE = "application/jose";

  private final OutboxMessages messages;
  private final MessageSender sender;
  private final TransactionTemplate transactions;
  private final OutboxSettings settings;
  private final BlockingQueue<Boolean> calls = new ArrayBlockingQueue<>(1);
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Thread worker;

  OutboxRelay(
      OutboxMessages messages,
      MessageSender sender,
      TransactionTemplate transactions,
      OutboxSettings settings,
      MeterRegistry meters) {
    this.messages = messages;
    this.sender = sender;
    this.transactions = transactions;
    this.settings = settings;
    Gauge.builder("countersign.outbox.failures", failures, AtomicLong::get)
        .description("Attempts in a row that could not send what waits; 0 when all leaves.")
        .register(meters);
  }

  /// Asks for a look at the outbox now.
  void wake() {
    calls.offer(Boolean.TRUE);
  }

  private void work() {
    try {
      while (isRunning()) {
        calls.poll(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
        sendAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll() {
    try {
      int sent = settings.batch();
      while (isRunning() && sent == settings.batch()) {
        Integer batch = transactions.execute(transaction -> sendBatch());
        sent = batch == null ? 0 : batch;
      }
      failures.set(0);
    } catch (RuntimeException e) {
      if (isRunning() && failures.getAndIncrement() == 0) {
        LOG.warn("decisions wait in the outbox: {}", cause(e).toString());
      }
    }
  }

  private int sendBatch() {
    if (!messages.becomeTheSender()) {
      return 0;
    }
    List<OutboxMessage> batch = messages.findByOrderByIdAsc(Limit.of(settings.batch()));
    List<CompletableFuture<Void>> sent = batch.stream().map(this::send).toList();
    sent.forEach(CompletableFuture::join);
    messages.deleteAllInBatch(batch);
    return batch.size();
  }

  private CompletableFuture<Void> send(OutboxMessage message) {
    return sender.send(
        message.topic(), message.key(), message.type(), CONTENT_TYPE, message.value(), Map.of());
  }

  private static Throwable cause(RuntimeException e) {
    Throwable cause = e instanceof CompletionException ? e.getCause() : e;
    return cause == null ? e : cause;
  }

  @Override
  public void start() {
    worker = Thread.ofVirtual().name("outbox").unstarted(this::work);
    Thread started = worker;
    if (started != null) {
      started.start();
    }
  }

  @Override
  public void stop() {
    Thread running = worker;
    worker = null;
    wake();
    if (running != null) {
      awaitEnd(running);
    }
  }

  private static void awaitEnd(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
