package dev.countersign.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The service's entry point.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class AuditService {
  public static void main(String[] args) {
    SpringApplication.run(AuditService.class, args);
  }
}
