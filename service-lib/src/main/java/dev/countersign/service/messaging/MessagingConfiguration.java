package dev.countersign.service.messaging;

import dev.countersign.evidence.kafka.DurableProducer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    Map<String, Object> client =
        DurableProducer.settings(kafka.buildProducerProperties(), settings.deliverWithin());
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
