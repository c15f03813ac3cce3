package dev.countersign.approval;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ApprovalService {
  public static void main(String[] args) {
    SpringApplication.run(ApprovalService.class, args);
  }
}
