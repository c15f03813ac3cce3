package dev.countersign.evidence.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The settings of a producer whose messages are durable when they are acknowledged, and that says
/// so in time.
public final class DurableProducer {
  private DurableProducer() {}

  /// A client's settings with those of durability put over them.
  ///
  /// @param client the client's connection settings: servers, security
  /// @param deliverWithin after this time a message that is not acknowledged counts as failed
  public static Map<String, Object> settings(Map<String, ?> client, Duration deliverWithin) {
    Map<String, Object> settings = new HashMap<>(client);
    int deliver = Math.toIntExact(deliverWithin.toMillis());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Under load messages gather behind two requests instead of making one each.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 2);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliver);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, deliver / 2));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deliver);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    return settings;
  }
}
