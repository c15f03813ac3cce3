package dev.countersign.gateway.policy;

import dev.countersign.gateway.policy.usage.UsageBook;
import dev.countersign.gateway.policy.usage.UsageSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UsageSettings.class)
class PolicyConfiguration {
  @Bean
  PolicyDecisionPoint policyDecisionPoint() {
    return new PolicyDecisionPoint();
  }

  @Bean
  UsageBook usageBook(Clock clock, UsageSettings settings, MeterRegistry meters) {
    UsageBook book = new UsageBook(clock, settings);
    Gauge.builder("countersign.gateway.usage.entries", book, UsageBook::size)
        .description("Callers with functions whose use is remembered.")
        .register(meters);
    return book;
  }
}
