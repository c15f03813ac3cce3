package dev.countersign.gateway.policy.authzen;

import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the client where a decision point is configured.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthZenSettings.class)
class AuthZenConfiguration {
  @Bean
  SecondOpinion secondOpinion(AuthZenSettings settings) {
    URI url = settings.url();
    return url == null ? SecondOpinion.NONE : new AuthZenClient(url, settings);
  }
}
