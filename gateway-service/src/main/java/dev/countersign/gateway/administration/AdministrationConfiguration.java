package dev.countersign.gateway.administration;

import dev.countersign.gateway.config.load.ConfigLoader;
import dev.countersign.gateway.config.load.LiveConfig;
import dev.countersign.gateway.enforcement.ConfigAnnouncement;
import dev.countersign.gateway.identity.CallerVerification;
import dev.countersign.service.evidence.EvidenceSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what changes the policy.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class AdministrationConfiguration {
  @Bean
  PolicyChange policyChange(
      LiveConfig live,
      ConfigLoader loader,
      ConfigAnnouncement announcement,
      PolicySettings settings,
      EvidenceSettings evidence,
      MeterRegistry meters,
      Clock clock) {
    Path versions = settings.versions();
    Path directory =
        versions == null
            ? evidence.state().resolve("policies").resolve(evidence.writer())
            : versions;
    return new PolicyChange(
        live,
        loader,
        announcement,
        new PolicyVersions(directory, settings.keepVersions()),
        meters,
        clock);
  }

  @Bean
  PolicyFileWatch policyFileWatch(PolicyChange change, PolicySettings settings) {
    return new PolicyFileWatch(change, settings.watchEvery());
  }

  @Bean
  PolicyAdministration policyAdministration(
      CallerVerification identity, PolicyChange change, PolicySettings settings) {
    return new PolicyAdministration(identity, change, settings.groups());
  }
}
