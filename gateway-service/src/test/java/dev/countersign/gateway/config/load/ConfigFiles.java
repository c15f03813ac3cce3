package dev.countersign.gateway.config.load;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.ConfigMistake;
import dev.countersign.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes configuration texts to a folder and loads them.
public final class ConfigFiles {
  private final Path folder;
  private final Map<String, String> environment;

  public ConfigFiles(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// Loads a text that must be right.
  public static GatewayConfig load(Path folder, String yaml) {
    return new ConfigFiles(folder, Map.of("PAYMENTS_TOKEN", "s3cret")).load(yaml);
  }

  public GatewayConfig load(String yaml) {
    return load(yaml.getBytes(StandardCharsets.UTF_8));
  }

  GatewayConfig load(byte[] yaml) {
    try {
      Path file = Files.write(folder.resolve("connections.yaml"), yaml);
      return new ConfigLoader(environment::get).load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The mistakes of a text that must be wrong, each as `line: what (expected: …)`.
  List<String> mistakes(String yaml) {
    return mistakes(yaml.getBytes(StandardCharsets.UTF_8));
  }

  List<String> mistakes(byte[] yaml) {
    return catchThrowableOfType(ConfigException.class, () -> load(yaml)).mistakes().stream()
        .map(ConfigFiles::inWords)
        .toList();
  }

  private static String inWords(ConfigMistake mistake) {
    return "%d: %s (expected: %s)".formatted(mistake.line(), mistake.what(), mistake.expected());
  }
}
