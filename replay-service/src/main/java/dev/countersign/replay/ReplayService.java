package dev.countersign.replay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ReplayService {
  public static void main(String[] args) {
    SpringApplication.run(ReplayService.class, args);
  }
}
