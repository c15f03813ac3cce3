package dev.countersign.gateway;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads topics from their beginning, in a thread of its own, for as long as the tests run.
final class TopicReader {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  private final String bootstrapServers;
  private final List<String> topics;
  private final Consumer<ConsumerRecord<String, byte[]>> take;
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

  private TopicReader(
      String bootstrapServers, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> take) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.take = take;
  }

  /// @param take called in the reading thread, for one message after the other
  static TopicReader follow(
      String bootstrapServers, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> take) {
    TopicReader reader = new TopicReader(bootstrapServers, topics, take);
    Thread.ofPlatform().daemon().name("reader of " + topics).start(reader::read);
    return reader;
  }

  /// Waits until all has been taken that stood on the topics when this was asked. Without that,
  /// what an earlier test sent may come any time later.
  void awaitEnd() {
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      ends = consumer.endOffsets(partitions(consumer));
    }
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue()));
  }

  // A broker may come late, or never again. What a thread throws is taken for a failure of
  // whichever test waits just then.
  private void read() {
    while (true) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        read(consumer);
      } catch (TimeoutException e) {
        LOG.info("no broker at {}", bootstrapServers);
      }
    }
  }

  private void read(KafkaConsumer<String, byte[]> consumer) {
    Collection<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    partitions.forEach(
        partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
    while (true) {
      consumer.poll(Duration.ofMillis(100)).forEach(take);
      partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic, Duration.ofMinutes(1)).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
