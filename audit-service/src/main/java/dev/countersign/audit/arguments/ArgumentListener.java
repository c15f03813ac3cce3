package dev.countersign.audit.arguments;

import dev.countersign.audit.arguments.ArgumentTable.Place;
import dev.countersign.audit.ingest.IngestProgress;
import dev.countersign.evidence.record.Digest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Reads masked arguments off the recordings topic, in a consumer group of its own.
///
/// An intent is durable before its frames are sent, so a frame whose intent is not in the log waits
/// until the log has come as far as the evidence topic reached when the frame was seen; when it is
/// not there then, it never will be, and the frame is nobody's. At least once, idempotent.
@Component
class ArgumentListener {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ArgumentTable table;
  private final IngestProgress progress;
  private final MeterRegistry meters;

  ArgumentListener(ArgumentTable table, IngestProgress progress, MeterRegistry meters) {
    this.table = table;
    this.progress = progress;
    this.meters = meters;
  }

  @KafkaListener(
      id = "arguments",
      groupId = "${spring.kafka.consumer.group-id}-arguments",
      topics = "countersign.recordings",
      batch = "true",
      autoStartup = "${countersign.audit.search-arguments:true}")
  void onMessages(List<ConsumerRecord<String, byte[]>> messages) {
    List<RequestFrame> frames =
        messages.stream().flatMap(message -> RequestFrame.of(message).stream()).toList();
    if (frames.isEmpty()) {
      return;
    }
    Map<String, Place> places = places(frames);
    Map<Place, RequestFrame> kept = new HashMap<>();
    for (RequestFrame frame : frames) {
      Place place = places.get(frame.call());
      if (place == null) {
        count("no-intent");
      } else if (!isOf(frame, place)) {
        count("other-bytes");
      } else {
        kept.put(place.part(frame.index()), frame);
        count("kept");
      }
    }
    table.insert(
        kept.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> words(entry.getValue()), (one, same) -> one)));
  }

  private Map<String, Place> places(List<RequestFrame> frames) {
    Set<String> calls = frames.stream().map(RequestFrame::call).collect(Collectors.toSet());
    Map<String, Place> places = table.places(calls);
    if (places.size() == calls.size()) {
      return places;
    }
    IngestProgress.Offsets end = progress.end();
    if (!progress.awaitReached(end, PATIENCE).covers(end)) {
      throw new IllegalStateException("the log has not come as far as these frames");
    }
    return table.places(calls);
  }

  /// Arguments in one frame must be those that the intent names; of parts that is not looked at.
  private static boolean isOf(RequestFrame frame, Place place) {
    return !frame.whole() || Digest.of(frame.bytes()).equals(place.recording());
  }

  private static List<String> words(RequestFrame frame) {
    return Words.ofJson(new String(frame.bytes(), StandardCharsets.UTF_8));
  }

  private void count(String result) {
    meters.counter("countersign.audit.arguments", "result", result).increment();
  }
}
