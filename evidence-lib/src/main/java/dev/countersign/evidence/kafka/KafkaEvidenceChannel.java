package dev.countersign.evidence.kafka;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.writer.EvidenceChannel;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// One epoch's producer.
///
/// Order and silence after a failure rest on two facts: all records of a writer go to one partition
/// under one idempotent producer, whose broker-side sequence refuses a batch that skips a lost one;
/// and the first failure closes the producer within its own callback, before it could number its
/// remaining batches anew.
public final class KafkaEvidenceChannel implements EvidenceChannel {
  public static final String TOPIC = "countersign.evidence";
  public static final String RECORD_TYPE = "dev.countersign.record.v1";

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Clock clock;

  KafkaEvidenceChannel(Producer<String, byte[]> producer, String topic, Clock clock) {
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
  }

  /// Opens a channel.
  ///
  /// @param client the client's connection settings: servers, security
  /// @param deliverWithin after this time a record that is not acknowledged counts as failed
  public static KafkaEvidenceChannel open(
      Map<String, ?> client, String topic, Duration deliverWithin, Clock clock) {
    Map<String, Object> settings = DurableProducer.settings(client, deliverWithin);
    return new KafkaEvidenceChannel(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
        topic,
        clock);
  }

  @Override
  public CompletableFuture<Void> send(String writer, byte[] jws) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, writer, jws);
    CloudEventHeaders.write(
        message.headers(),
        Digest.of(jws).hex(),
        writer,
        RECORD_TYPE,
        clock.instant(),
        "application/jose");
    try {
      producer.send(
          message,
          (metadata, failure) -> {
            if (failure == null) {
              durable.complete(null);
            } else {
              close();
              durable.completeExceptionally(failure);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      close();
      throw new EvidenceUnavailableException("the broker cannot be reached", e);
    }
    return durable;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
