package dev.countersign.gateway.config.load;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Loads the connections file named by `countersign.gateway.config` when the service starts.
@Configuration(proxyBeanMethods = false)
class ConfigConfiguration {
  private static final String PROPERTY = "countersign.gateway.config";
  private static final String DEFAULT = "config/connections.yaml";

  @Bean
  ConfigLoader configLoader() {
    return new ConfigLoader(System::getenv);
  }

  @Bean
  LiveConfig configSource(ConfigLoader loader, Environment environment) {
    return LiveConfig.start(loader, Path.of(environment.getProperty(PROPERTY, DEFAULT)));
  }
}
