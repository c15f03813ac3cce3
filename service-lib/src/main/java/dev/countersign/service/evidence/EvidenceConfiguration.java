package dev.countersign.service.evidence;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import dev.countersign.evidence.writer.ChainFile;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WriterSettings;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Makes the service a writer: key, trust directory, chain, health.
@AutoConfiguration
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SigningKey signingKey(EvidenceSettings settings) {
    return KeyFile.readOrGenerate(
        settings.state().resolve("keys").resolve(settings.writer() + ".jwk"));
  }

  @Bean
  TrustDirectory trustDirectory(
      EvidenceSettings settings, @Qualifier("signingKey") SigningKey key) {
    TrustDirectory trust = new TrustDirectory(settings.trust());
    trust.publish(settings.writer(), key.verification());
    return trust;
  }

  @Bean
  SignedStatements signedStatements(@Qualifier("signingKey") SigningKey key, TrustDirectory trust) {
    return new SignedStatements(key, trust);
  }

  /// The writer, which begins when its key has been published: a record whose key nobody knows yet
  /// stops its partition.
  @Bean(initMethod = "start", destroyMethod = "close")
  @ConditionalOnMissingBean
  EvidenceWriter evidenceWriter(
      @SuppressWarnings("unused") TrustDirectory published,
      EvidenceSettings settings,
      @Qualifier("signingKey") SigningKey key,
      KafkaProperties kafka,
      Clock clock,
      Environment environment) {
    Map<String, Object> client = kafka.buildProducerProperties();
    WriterSettings writer =
        new WriterSettings(
            settings.writer(),
            environment.getProperty("spring.application.name", "service"),
            environment.getProperty("countersign.version", "unknown"),
            settings.acknowledgeWithin(),
            settings.reopenEvery(),
            settings.heartbeatEvery());
    EvidenceWriter evidence =
        new EvidenceWriter(
            writer,
            key,
            () ->
                KafkaEvidenceChannel.open(
                    client, KafkaEvidenceChannel.TOPIC, settings.acknowledgeWithin(), clock),
            new ChainFile(settings.state().resolve("chain").resolve(settings.writer() + ".json")),
            clock);
    KeyHistory history =
        new KeyHistory(
            settings.state().resolve("chain"),
            settings.state().resolve("keys"),
            settings.writer(),
            key);
    history.toGiveUp().ifPresent(former -> evidence.rotateFrom(former, history::givenUp));
    return evidence;
  }

  @Bean
  HealthIndicator evidenceHealthIndicator(EvidenceWriter writer) {
    return () ->
        (writer.isOpen() ? Health.up() : Health.down())
            .withDetail("writer", writer.writer())
            .withDetail("signatures", SigningKey.engine())
            .build();
  }
}
