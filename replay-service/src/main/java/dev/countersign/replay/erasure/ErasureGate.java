package dev.countersign.replay.erasure;

import dev.countersign.service.security.Gate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may erase: members of the keepers' groups, who need not be readers.
@Configuration
class ErasureGate {

  @Bean
  Gate keepersOnly(ErasureSettings settings) {
    return Gate.ofGroups(
        ErasureController.PATH, settings.keepers(), "recordings are erased by their keepers only");
  }
}
