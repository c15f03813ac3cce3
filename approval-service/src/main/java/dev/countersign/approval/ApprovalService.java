package dev.countersign.approval;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The approval-service's process.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class ApprovalService {
  public static void main(String[] args) {
    SpringApplication.run(ApprovalService.class, args);
  }
}
