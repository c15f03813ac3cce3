package dev.countersign.gateway;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What stands on the topics of evidence and recordings, read from their beginning.
final class EvidenceTopic {
  private final String bootstrapServers;

  EvidenceTopic(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  List<EvidenceRecord> records() {
    return read("countersign.evidence").stream()
        .map(message -> EvidenceJson.readRecord(Jws.parse(message.value()).unverifiedPayload()))
        .toList();
  }

  <T extends RecordBody> List<T> bodies(Class<T> type) {
    return records().stream()
        .map(EvidenceRecord::body)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  Optional<CallIntent> intentOf(String call) {
    return bodies(CallIntent.class).stream().filter(body -> body.call().equals(call)).findFirst();
  }

  Optional<CallOutcome> outcomeOf(String call) {
    return bodies(CallOutcome.class).stream().filter(body -> body.call().equals(call)).findFirst();
  }

  Optional<CallRefused> refusalOf(String call) {
    return bodies(CallRefused.class).stream().filter(body -> body.call().equals(call)).findFirst();
  }

  List<ConsumerRecord<String, byte[]>> frames(String call, String direction) {
    return read("countersign.recordings").stream()
        .filter(frame -> header(frame, "cs_call").equals(call))
        .filter(frame -> header(frame, "cs_direction").equals(direction))
        .toList();
  }

  static String header(ConsumerRecord<String, byte[]> message, String name) {
    return new String(
        message.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }

  List<ConsumerRecord<String, byte[]>> read(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG,
            UUID.randomUUID().toString(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
      return messages;
    }
  }
}
