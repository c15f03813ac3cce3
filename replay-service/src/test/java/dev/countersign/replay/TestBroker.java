package dev.countersign.replay;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.KeepingBody.PayloadErased;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.EvidenceRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The test's own ways into and out of the broker.
record TestBroker(String servers) {

  /// Sends frames one after the other and returns when they are durable.
  void send(TestFrames... frames) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (TestFrames frame : frames) {
        producer.send(frame.message()).get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("frame not sent", e);
    }
  }

  /// All reads of evidence on the record whose query contains the text.
  List<EvidenceRead> readsAbout(String text) {
    return bodies(EvidenceRead.class, read -> read.query().contains(text));
  }

  /// All erasures of a session on the record.
  List<PayloadErased> erasuresOf(String session) {
    return bodies(PayloadErased.class, erased -> session.equals(erased.session()));
  }

  private <T> List<T> bodies(Class<T> type, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(KafkaEvidenceChannel.TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(message -> {
              byte[] payload = Jws.parse(message.value()).unverifiedPayload();
              RecordBody body = EvidenceJson.readRecord(payload).body();
              if (type.isInstance(body) && wanted.test(type.cast(body))) {
                found.add(type.cast(body));
              }
            });
      }
    }
    return found;
  }
}
