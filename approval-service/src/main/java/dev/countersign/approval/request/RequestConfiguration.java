package dev.countersign.approval.request;

import dev.countersign.approval.seal.Seal;
import dev.countersign.approval.seal.SealKeyFile;
import dev.countersign.service.sealing.SealedBox;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the seal, and the key for which gateways seal views.
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
  private static final String VIEWS = "countersign approval view key v1";

  @Bean
  Seal seal(ApprovalSettings settings) {
    SecureRandom random = new SecureRandom();
    return new Seal(SealKeyFile.readOrGenerate(settings.sealKey(), random), random);
  }

  // Replicas share the seal's key, and so this one, which follows from it.
  @Bean
  SealedBox.Key viewKey(ApprovalSettings settings) throws GeneralSecurityException {
    byte[] key = SealKeyFile.readOrGenerate(settings.sealKey(), new SecureRandom());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return SealedBox.Key.derived(mac.doFinal(VIEWS.getBytes(StandardCharsets.UTF_8)));
  }
}
