package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows an operator every mistake of the configuration instead of a stack trace.
final class ConfigFailureAnalyzer extends AbstractFailureAnalyzer<ConfigException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Mend the file and start again. Its keys are described in docs/configuration.md.",
        cause);
  }
}
