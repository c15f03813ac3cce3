package dev.countersign.approval;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.test.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/// The topics as anybody with a connection to the broker sees them.
public final class TestTopics implements AutoCloseable {
  private final TestKafka kafka;
  private final KafkaProducer<String, byte[]> producer;

  TestTopics(TestKafka kafka) {
    this.kafka = kafka;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public void send(String topic, String key, byte[] value) {
    send(new ProducerRecord<>(topic, key, value));
  }

  public void send(ProducerRecord<String, byte[]> message) {
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new AssertionError("not sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The decisions on an approval so far, in order.
  public List<JsonNode> decisionsOn(Object approval) {
    return read(RunningService.DECISIONS).stream()
        .filter(message -> message.key().equals(approval.toString()))
        .map(message -> Jws.parse(message.value()))
        .map(jws -> EvidenceJson.tree(jws.unverifiedPayload()))
        .toList();
  }

  /// The bodies of the evidence records of a type so far that name an approval.
  public <T extends RecordBody> List<T> evidence(Class<T> type, Object approval) {
    return read(RunningService.EVIDENCE).stream()
        .map(message -> Jws.parse(message.value()).unverifiedPayload())
        .map(EvidenceJson::readRecord)
        .map(EvidenceRecord::body)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(body -> body.toString().contains(approval.toString()))
        .toList();
  }

  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
