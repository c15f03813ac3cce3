package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.ConfigSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {
  @Bean
  PolicyDecisionPoint policyDecisionPoint(ConfigSource source) {
    return new PolicyDecisionPoint(source);
  }
}
