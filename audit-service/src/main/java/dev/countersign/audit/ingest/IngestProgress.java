package dev.countersign.audit.ingest;

import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// How far the replicas together have taken the evidence topic in, as the broker knows it. An
/// offset is committed after the database's commit, so what counts as taken in is in the log.
@Component
public class IngestProgress {
  private static final long PATIENCE_SECONDS = 2;

  private static final long PAUSE_MILLIS = 20;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Admin admin;
  private final Clock clock;
  private final String group;
  private volatile double lag;

  IngestProgress(KafkaProperties kafka, MeterRegistry meters, Clock clock) {
    this.clock = clock;
    Map<String, Object> client = new HashMap<>(kafka.buildAdminProperties());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1500);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1500);
    client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    this.admin = Admin.create(client);
    String configured = kafka.getConsumer().getGroupId();
    this.group = configured == null ? "audit-service" : configured;
    Gauge.builder("countersign.audit.ingest.lag", this, progress -> progress.lag)
        .description("Messages in the evidence topic that are not yet in the log.")
        .register(meters);
  }

  /// The topic's end, or the group's place in it, at one moment.
  public record Offsets(Map<Integer, Long> byPartition) {
    public Offsets {
      byPartition = Map.copyOf(byPartition);
    }

    /// Whether this place is at or behind the other one in the partition of this writer.
    public boolean covers(Offsets other, String writer) {
      int partitions = other.byPartition.size();
      byte[] key = writer.getBytes(StandardCharsets.UTF_8);
      return partitions > 0 && covers(other, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    /// Whether this place is at or behind the other one in every partition.
    public boolean covers(Offsets other) {
      return other.byPartition.keySet().stream().allMatch(partition -> covers(other, partition));
    }

    private boolean covers(Offsets other, int partition) {
      return byPartition.getOrDefault(partition, 0L)
          >= other.byPartition.getOrDefault(partition, Long.MAX_VALUE);
    }

    private long behind(Offsets other) {
      return other.byPartition.entrySet().stream()
          .mapToLong(
              end -> Math.max(0, end.getValue() - byPartition.getOrDefault(end.getKey(), 0L)))
          .sum();
    }
  }

  /// Where the topic ends now.
  ///
  /// @throws IllegalStateException when the broker does not answer
  public Offsets end() {
    return ask(() -> {
      TopicDescription topic =
          admin
              .describeTopics(List.of(KafkaEvidenceChannel.TOPIC))
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .get(KafkaEvidenceChannel.TOPIC);
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      if (topic != null) {
        topic
            .partitions()
            .forEach(info -> latest.put(partition(info.partition()), OffsetSpec.latest()));
      }
      var ends = admin.listOffsets(latest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Map<Integer, Long> offsets = new HashMap<>();
      ends.forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
      return new Offsets(offsets);
    });
  }

  /// How far all replicas have come.
  ///
  /// @throws IllegalStateException when the broker does not answer
  public Offsets reached() {
    return ask(() -> {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Map<Integer, Long> offsets = new HashMap<>();
      committed.forEach((partition, offset) -> {
        if (partition.topic().equals(KafkaEvidenceChannel.TOPIC) && offset != null) {
          offsets.put(partition.partition(), offset.offset());
        }
      });
      return new Offsets(offsets);
    });
  }

  /// Waits until all replicas together have come to a place, or the time is over; gives how far
  /// they are.
  ///
  /// @throws IllegalStateException when the broker does not answer
  public Offsets awaitReached(Offsets place, Duration within) {
    Instant deadline = clock.instant().plus(within);
    Offsets reached = reached();
    while (reached.behind(place) > 0 && clock.instant().isBefore(deadline) && !closing()) {
      reached = reached();
    }
    return reached;
  }

  private boolean closing() {
    return ask(() -> closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
  }

  @Scheduled(fixedRate = 5, timeUnit = TimeUnit.SECONDS)
  void measure() {
    try {
      Offsets end = end();
      lag = reached().behind(end);
    } catch (IllegalStateException e) {
      lag = Double.NaN;
    }
  }

  @PreDestroy
  void close() {
    closed.countDown();
    admin.close(Duration.ZERO);
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(KafkaEvidenceChannel.TOPIC, number);
  }

  private interface Question<T> {
    T ask() throws ExecutionException, TimeoutException, InterruptedException;
  }

  private static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    }
  }
}
