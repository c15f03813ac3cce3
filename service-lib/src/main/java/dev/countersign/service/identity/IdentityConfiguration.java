package dev.countersign.service.identity;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Makes the token verifier.
@AutoConfiguration(afterName = "dev.countersign.service.evidence.EvidenceConfiguration")
@EnableConfigurationProperties(TokenSettings.class)
class IdentityConfiguration {
  @Bean
  TokenVerifier tokenVerifier(
      TokenSettings settings, Clock clock, ObjectProvider<LocalIssuers> local) {
    return new TokenVerifier(
        settings, clock, local.stream().flatMap(issuers -> issuers.all().stream()).toList());
  }
}
