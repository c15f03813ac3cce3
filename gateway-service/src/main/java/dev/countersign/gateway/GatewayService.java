package dev.countersign.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class GatewayService {
  public static void main(String[] args) {
    SpringApplication.run(GatewayService.class, args);
  }
}
