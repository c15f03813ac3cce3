package dev.countersign.replay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The service's entry.
@SpringBootApplication
@ConfigurationPropertiesScan
class ReplayService {
  public static void main(String[] args) {
    SpringApplication.run(ReplayService.class, args);
  }
}
