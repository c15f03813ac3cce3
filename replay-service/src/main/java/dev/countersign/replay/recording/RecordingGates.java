package dev.countersign.replay.recording;

import dev.countersign.service.security.Gate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who is shown recordings.
@Configuration
class RecordingGates {
  private static final String SCOPE_OF_GATEWAYS = "countersign.consume";

  /// Members of the readers' groups; before whatever has no gate of its own.
  @Bean
  Gate readersOnly(RecordingSettings settings) {
    return Gate.ofGroups(null, settings.readers(), "recordings are shown to their readers only");
  }

  /// Gateways, with the scope by which they use approvals and nobody behind them.
  @Bean
  Gate gatewaysOnly() {
    return new Gate(
        AnswerController.PATH,
        token -> token.scopes().contains(SCOPE_OF_GATEWAYS) && token.actors().isEmpty(),
        "answers are given to gateways only");
  }
}
