package dev.countersign.service.messaging;

import dev.countersign.evidence.kafka.CloudEventHeaders;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Sends messages other than evidence: recordings, approval requests and decisions. Thread-safe.
///
/// `acks=all`, idempotent. A failed message may or may not have been delivered; readers are
/// idempotent, so sending it again is safe.
public final class MessageSender implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final String source;
  private final Clock clock;

  MessageSender(Producer<String, byte[]> producer, String source, Clock clock) {
    this.producer = producer;
    this.source = source;
    this.clock = clock;
  }

  /// Sends one message; the future completes when it is durable, or exceptionally with a
  /// [MessagingUnavailableException].
  public CompletableFuture<Void> send(
      String topic,
      String key,
      String type,
      String contentType,
      byte[] value,
      Map<String, String> headers) {
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
    CloudEventHeaders.write(
        message.headers(),
        UUID.randomUUID().toString(),
        source,
        type,
        clock.instant(),
        contentType);
    headers.forEach((name, text) -> CloudEventHeaders.put(message.headers(), name, text));
    CompletableFuture<Void> durable = new CompletableFuture<>();
    try {
      producer.send(
          message,
          (metadata, failure) -> {
            if (failure == null) {
              durable.complete(null);
            } else {
              durable.completeExceptionally(unavailable(topic, failure));
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      durable.completeExceptionally(unavailable(topic, e));
    }
    return durable;
  }

  private static MessagingUnavailableException unavailable(String topic, Exception cause) {
    return new MessagingUnavailableException("no acknowledgement on " + topic, cause);
  }

  @Override
  public void close() {
    producer.close();
  }
}
