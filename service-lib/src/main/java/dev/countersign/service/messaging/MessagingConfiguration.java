package dev.countersign.service.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;

/// Makes the sender and the listeners' error handler.
@AutoConfiguration(
    afterName = "dev.countersign.service.evidence.EvidenceConfiguration",
    beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(MessageSettings.class)
class MessagingConfiguration {
  @Bean
  MessageSender messageSender(
      KafkaProperties kafka, MessageSettings settings, Clock clock, Environment environment) {
    int deliver = Math.toIntExact(settings.deliverWithin().toMillis());
    Map<String, Object> client = new HashMap<>(kafka.buildProducerProperties());
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 2);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliver);
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, deliver / 2));
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deliver);
    client.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    return new MessageSender(
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer()),
        environment.getRequiredProperty("countersign.evidence.writer"),
        clock);
  }

  @Bean
  NeverSkips neverSkips(MeterRegistry meters) {
    return new NeverSkips(meters);
  }

  @Bean
  CommonErrorHandler listenerErrorHandler(NeverSkips rule, MessageSettings settings) {
    return rule.handler(settings);
  }

  @Bean
  RecordInterceptor<Object, Object> recordInterceptor(NeverSkips rule) {
    return rule.recordInterceptor();
  }

  @Bean
  BatchInterceptor<Object, Object> batchInterceptor(NeverSkips rule) {
    return rule.batchInterceptor();
  }
}
