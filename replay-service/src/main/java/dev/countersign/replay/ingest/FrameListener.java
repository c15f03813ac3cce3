package dev.countersign.replay.ingest;

import dev.countersign.replay.recording.Frame;
import dev.countersign.replay.recording.FrameStore;
import dev.countersign.replay.recording.StoreOutcome.Conflicting;
import dev.countersign.replay.recording.StoreOutcome.Stored;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/// The consumer of `countersign.recordings`.
///
/// Offsets are committed after the database commit, so a frame may come twice and is then counted
/// as repeated. A message that is no frame, or that contradicts a stored one, stops its partition:
/// what came before it is stored, it is offered again for ever, and nothing is skipped. While the
/// database does not answer the listener fails as a whole and the messages stay in Kafka.
@Component
class FrameListener {
  static final String TOPIC = "countersign.recordings";

  private final FrameStore store;
  private final IngestMetrics metrics;

  FrameListener(FrameStore store, IngestMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @KafkaListener(id = "recordings", idIsGroup = false, topics = TOPIC, batch = "true")
  void onMessages(List<ConsumerRecord<String, byte[]>> messages) {
    List<Frame> frames = new ArrayList<>(messages.size());
    MalformedFrameException malformed = readInto(frames, messages);
    switch (store.store(frames)) {
      case Stored stored -> metrics.count(stored);
      case Conflicting(int position, Stored before) -> {
        metrics.count(before);
        metrics.countConflict();
        throw stoppedAt(messages, position, new ConflictingFrameException());
      }
    }
    if (malformed != null) {
      metrics.countMalformed();
      throw stoppedAt(messages, frames.size(), malformed);
    }
  }

  /// Reads up to the first message that is no frame, and returns what is wrong with that one.
  private static @Nullable MalformedFrameException readInto(
      List<Frame> frames, List<ConsumerRecord<String, byte[]>> messages) {
    for (ConsumerRecord<String, byte[]> message : messages) {
      try {
        frames.add(new FrameMessage(message).frame());
      } catch (MalformedFrameException e) {
        return e;
      }
    }
    return null;
  }

  private static BatchListenerFailedException stoppedAt(
      List<ConsumerRecord<String, byte[]>> messages, int position, RuntimeException cause) {
    ConsumerRecord<String, byte[]> message = messages.get(position);
    String place =
        "%s-%d at offset %d: %s"
            .formatted(message.topic(), message.partition(), message.offset(), cause.getMessage());
    return new BatchListenerFailedException(place, cause, position);
  }
}
