package dev.countersign.quickstart.issuer;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Secrets;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// The issuer's process. Its address, port and state folder come from the environment.
@SpringBootApplication(proxyBeanMethods = false)
public class IssuerApplication {

  /// Starts the issuer.
  public static void main(String[] arguments) {
    var application = new SpringApplication(IssuerApplication.class);
    application.setDefaultProperties(
        Map.of(
            "spring.application.name", "issuer",
            "spring.main.banner-mode", "off",
            "spring.threads.virtual.enabled", "true",
            "server.address", "127.0.0.1"));
    application.run(arguments);
  }

  @Bean
  Home home() {
    return Home.of(System.getenv());
  }

  @Bean
  Secrets secrets(Home home) {
    return new Secrets(home);
  }
}
