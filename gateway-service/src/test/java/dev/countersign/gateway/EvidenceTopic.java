package dev.countersign.gateway;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/// What stands on the topics of evidence and recordings, read along.
final class EvidenceTopic {

  private final List<EvidenceRecord> records = new CopyOnWriteArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> frames = new CopyOnWriteArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> policies = new CopyOnWriteArrayList<>();

  private EvidenceTopic() {}

  static EvidenceTopic follow(String bootstrapServers) {
    EvidenceTopic topic = new EvidenceTopic();
    TopicReader.follow(
        bootstrapServers,
        List.of("countersign.evidence", "countersign.recordings", "countersign.policies"),
        topic::take);
    return topic;
  }

  List<EvidenceRecord> records() {
    return List.copyOf(records);
  }

  /// Waits for a record that is written before its caller is answered, so it is there or never.
  <T extends RecordBody> T body(Class<T> type, Predicate<T> which) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> find(type, which), Optional::isPresent)
        .orElseThrow();
  }

  <T extends RecordBody> Optional<T> find(Class<T> type, Predicate<T> which) {
    return records.stream()
        .map(EvidenceRecord::body)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(which)
        .findFirst();
  }

  CallIntent intentOf(String call) {
    return body(CallIntent.class, intent -> intent.call().equals(call));
  }

  CallOutcome outcomeOf(String call) {
    return body(CallOutcome.class, outcome -> outcome.call().equals(call));
  }

  CallRefused refusalOf(String call) {
    return body(CallRefused.class, refusal -> refusal.call().equals(call));
  }

  /// The frames of one direction of a call, when the last one has come.
  List<ConsumerRecord<String, byte[]>> frames(String call, String direction) {
    Awaitility.await()
        .until(() ->
            framesSoFar(call, direction).stream()
                .anyMatch(frame -> header(frame, "cs_last").equals("true")));
    return framesSoFar(call, direction);
  }

  List<ConsumerRecord<String, byte[]>> framesSoFar(String call, String direction) {
    return frames.stream()
        .filter(frame -> header(frame, "cs_call").equals(call))
        .filter(frame -> header(frame, "cs_direction").equals(direction))
        .toList();
  }

  /// The message with the document of a digest.
  ConsumerRecord<String, byte[]> policy(String digest) {
    return Awaitility.await()
        .until(
            () -> policies.stream().filter(message -> message.key().equals(digest)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  static String header(ConsumerRecord<String, byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void take(ConsumerRecord<String, byte[]> message) {
    switch (message.topic()) {
      case "countersign.recordings" -> frames.add(message);
      case "countersign.policies" -> policies.add(message);
      default ->
          records.add(EvidenceJson.readRecord(Jws.parse(message.value()).unverifiedPayload()));
    }
  }
}
