package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.CallIds;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes what several steps share.
@Configuration(proxyBeanMethods = false)
class EnforcementConfiguration {
  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  CallIds callIds(Clock clock, SecureRandom secureRandom) {
    return new CallIds(clock, secureRandom);
  }
}
