package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ConfigSource;
import dev.countersign.gateway.config.GatewayConfig;
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
  ConfigSource configSource(Environment environment) {
    Path file = Path.of(environment.getProperty(PROPERTY, DEFAULT));
    GatewayConfig config = new ConfigLoader(System::getenv).load(file);
    return () -> config;
  }
}
