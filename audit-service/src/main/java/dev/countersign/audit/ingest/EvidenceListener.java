package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Reads the evidence topic, batch by batch.
///
/// Offsets are committed after the database's commit, for each partition as far as it came. A
/// partition that is stopped is paused and looked at again now and then: a key that was mounted
/// late sets it going without a restart. When the database fails, the batch is tried again for
/// ever; what was stored after all is recognised as a duplicate.
@Component
class EvidenceListener {
  private static final String ID = "evidence";

  /// While the batch of one is with the database, the other verifies its own.
  private static final String CONSUMERS = "2";

  private final MessageInspector inspector;
  private final Intake intake;
  private final StoppedPartitions stopped;
  private final KafkaListenerEndpointRegistry containers;
  private final Counter appended;

  EvidenceListener(
      MessageInspector inspector,
      Intake intake,
      StoppedPartitions stopped,
      KafkaListenerEndpointRegistry containers,
      MeterRegistry meters) {
    this.inspector = inspector;
    this.intake = intake;
    this.stopped = stopped;
    this.containers = containers;
    this.appended =
        Counter.builder("countersign.audit.ingested")
            .description("Records that became leaves.")
            .register(meters);
  }

  @KafkaListener(
      id = ID,
      idIsGroup = false,
      topics = KafkaEvidenceChannel.TOPIC,
      batch = "true",
      concurrency = CONSUMERS,
      ackMode = "MANUAL")
  void onMessages(List<ConsumerRecord<String, byte[]>> messages, Consumer<?, ?> consumer) {
    try {
      List<Inspected> inspected = messages.parallelStream().map(inspector::inspect).toList();
      Intake.Result result = intake.take(inspected);
      appended.increment(result.appended());
      settle(result, consumer);
    } catch (RuntimeException e) {
      throw new BatchListenerFailedException("the batch was not taken in", e, 0);
    }
  }

  private void settle(Intake.Result result, Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    result
        .next()
        .forEach((partition, next) -> {
          offsets.put(partition(partition), new OffsetAndMetadata(next));
          Alarm alarm = result.stops().get(partition);
          if (alarm == null) {
            stopped.moved(List.of(partition));
          } else {
            stopped.stop(partition, next, alarm);
            consumer.seek(partition(partition), next);
            container().pausePartition(partition(partition));
          }
        });
    consumer.commitSync(offsets);
  }

  @Scheduled(fixedRateString = "${countersign.audit.retry-stopped-every:5s}")
  void lookAgain() {
    MessageListenerContainer container = containers.getListenerContainer(ID);
    if (container == null) {
      return;
    }
    for (StoppedPartitions.Stopped stop : stopped.all()) {
      TopicPartition partition = partition(stop.partition());
      Collection<TopicPartition> assigned = container.getAssignedPartitions();
      if (assigned == null || !assigned.contains(partition)) {
        stopped.moved(List.of(stop.partition()));
      }
      container.resumePartition(partition);
    }
  }

  private MessageListenerContainer container() {
    MessageListenerContainer container = containers.getListenerContainer(ID);
    if (container == null) {
      throw new IllegalStateException("the evidence listener is not registered");
    }
    return container;
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(KafkaEvidenceChannel.TOPIC, number);
  }
}
