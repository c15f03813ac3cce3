package dev.countersign.approval.request;

import dev.countersign.approval.seal.Seal;
import dev.countersign.approval.seal.SealKeyFile;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the seal.
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
  @Bean
  Seal seal(ApprovalSettings settings) {
    SecureRandom random = new SecureRandom();
    return new Seal(SealKeyFile.readOrGenerate(settings.sealKey(), random), random);
  }
}
