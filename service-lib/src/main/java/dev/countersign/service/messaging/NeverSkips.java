package dev.countersign.service.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.FixedBackOff;

/// Tries a message that cannot be handled again and again: its partition stands still, with an
/// alarm, until the cause is gone. Nothing is skipped and no offset is committed past it.
final class NeverSkips {
  private static final Logger LOG = LoggerFactory.getLogger(NeverSkips.class);
  private static final int REMIND_EVERY = 30;

  private final MeterRegistry meters;
  private final Map<TopicPartition, AtomicInteger> stopped = new ConcurrentHashMap<>();

  NeverSkips(MeterRegistry meters) {
    this.meters = meters;
  }

  DefaultErrorHandler handler(MessageSettings settings) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            new FixedBackOff(settings.retryEvery().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    // Without this, some exceptions would count as hopeless and be skipped.
    handler.setClassifications(Map.of(), true);
    handler.setCommitRecovered(false);
    handler.setRetryListeners(listener());
    return handler;
  }

  private RetryListener listener() {
    return new RetryListener() {
      @Override
      public void failedDelivery(ConsumerRecord<?, ?> message, @Nullable Exception e, int attempt) {
        failed(
            new TopicPartition(message.topic(), message.partition()), message.offset(), e, attempt);
      }

      @Override
      public void failedDelivery(
          ConsumerRecords<?, ?> messages, @Nullable Exception e, int attempt) {
        messages
            .partitions()
            .forEach(partition ->
                failed(partition, messages.records(partition).getFirst().offset(), e, attempt));
      }
    };
  }

  private void failed(TopicPartition partition, long offset, @Nullable Exception e, int attempt) {
    gauge(partition).set(attempt);
    if (attempt % REMIND_EVERY == 1) {
      Throwable cause = e == null || e.getCause() == null ? e : e.getCause();
      LOG.error(
          "{} stands still at offset {} after {} attempts: {}: {}",
          partition,
          offset,
          attempt,
          cause == null ? "unknown" : cause.getClass().getSimpleName(),
          cause == null ? "" : cause.getMessage());
    }
  }

  /// Resets the alarm of a partition whose messages were handled.
  RecordInterceptor<Object, Object> recordInterceptor() {
    return new RecordInterceptor<>() {
      @Override
      public @Nullable ConsumerRecord<Object, Object> intercept(
          ConsumerRecord<Object, Object> message, Consumer<Object, Object> consumer) {
        return message;
      }

      @Override
      public void success(
          ConsumerRecord<Object, Object> message, Consumer<Object, Object> consumer) {
        moved(new TopicPartition(message.topic(), message.partition()));
      }
    };
  }

  /// The same for listeners that take batches.
  BatchInterceptor<Object, Object> batchInterceptor() {
    return new BatchInterceptor<>() {
      @Override
      public @Nullable ConsumerRecords<Object, Object> intercept(
          ConsumerRecords<Object, Object> messages, Consumer<Object, Object> consumer) {
        return messages;
      }

      @Override
      public void success(
          ConsumerRecords<Object, Object> messages, Consumer<Object, Object> consumer) {
        messages.partitions().forEach(NeverSkips.this::moved);
      }
    };
  }

  private void moved(TopicPartition partition) {
    AtomicInteger attempts = stopped.get(partition);
    if (attempts != null && attempts.getAndSet(0) > 0) {
      LOG.info("{} moves again", partition);
    }
  }

  private AtomicInteger gauge(TopicPartition partition) {
    return stopped.computeIfAbsent(
        partition,
        fresh -> {
          AtomicInteger attempts = new AtomicInteger();
          Gauge.builder("countersign.messages.stopped", attempts, AtomicInteger::get)
              .description("Attempts at a message that cannot be handled; 0 when all moves.")
              .tag("topic", fresh.topic())
              .tag("partition", Integer.toString(fresh.partition()))
              .register(meters);
          return attempts;
        });
  }
}
