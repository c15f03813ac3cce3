package dev.countersign.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/// Says that a configuration cannot be used; carries every mistake in it, in the order of the file.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigMistake> mistakes;

  public ConfigException(List<ConfigMistake> mistakes) {
    super(
        mistakes.stream()
            .map(ConfigMistake::toString)
            .collect(Collectors.joining("\n", heading(mistakes.size()) + "\n", "")));
    this.mistakes = List.copyOf(mistakes);
  }

  private static String heading(int count) {
    return count == 1
        ? "1 mistake in the configuration:"
        : count + " mistakes in the configuration:";
  }

  public List<ConfigMistake> mistakes() {
    return mistakes;
  }
}
