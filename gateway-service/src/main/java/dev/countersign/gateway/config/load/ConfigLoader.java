package dev.countersign.gateway.config.load;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.PolicyDocument;
import dev.countersign.gateway.config.expression.ExpressionCompiler;
import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlFile;
import dev.countersign.gateway.config.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Loads the connections file, whole or not at all.
///
/// All mistakes are found in one go and told together. Nothing of a secret is in them.
public final class ConfigLoader {
  private static final long MAX_BYTES = 1L << 20;

  private final @Nullable UnaryOperator<@Nullable String> environment;

  /// @param environment gives the value of an environment variable, or null
  public ConfigLoader(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  private ConfigLoader() {
    this.environment = null;
  }

  /// A loader for checks away from the secrets: it takes every reference to one as given.
  public static ConfigLoader withoutSecrets() {
    return new ConfigLoader();
  }

  /// Reads, checks and compiles a file.
  ///
  /// @throws ConfigException with every mistake in it
  public GatewayConfig load(Path file) {
    return load(bytes(file), file);
  }

  /// Checks and compiles bytes that are to become a file.
  ///
  /// @param file where they will stand: errors name it, and references to files start from it
  /// @throws ConfigException with every mistake in them
  public GatewayConfig load(byte[] bytes, Path file) {
    Mistakes mistakes = new Mistakes(file.toString());
    if (bytes.length > MAX_BYTES) {
      mistakes.add(Place.START, "the file is too large", "at most 1 MiB");
      throw new ConfigException(mistakes.inOrder());
    }
    GatewayConfig config = parse(bytes, file.toAbsolutePath().normalize(), mistakes);
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes.inOrder());
    }
    return config;
  }

  /// The bytes of a file.
  ///
  /// @throws ConfigException when it cannot be read
  static byte[] bytes(Path file) {
    Mistakes mistakes = new Mistakes(file.toString());
    String expected = "a readable file of at most 1 MiB; its place is countersign.gateway.config";
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        mistakes.add(Place.START, "no such file, or too large", expected);
      } else {
        return Files.readAllBytes(file);
      }
    } catch (IOException e) {
      mistakes.add(Place.START, "the file cannot be read: " + e.getMessage(), expected);
    }
    throw new ConfigException(mistakes.inOrder());
  }

  private GatewayConfig parse(byte[] bytes, Path file, Mistakes mistakes) {
    Path folder = file.getParent() == null ? file : file.getParent();
    UnaryOperator<@Nullable String> variables = environment;
    Substitution substitution =
        variables == null ? Substitution.ofPlaceholders() : new Substitution(variables, folder);
    Reading reading =
        new Reading(mistakes, new ExpressionCompiler(), substitution, new LiteralSecrets());
    Map<String, Connection> connections = new LinkedHashMap<>();
    YamlFile.read(bytes, mistakes)
        .flatMap(root -> reading.section(root, "the file", Set.of("connections")))
        .ifPresent(root -> read(root, reading, connections));
    return new GatewayConfig(
        Digest.of(bytes).toString(),
        PolicyDocument.of(bytes, reading.literals().lines()),
        Collections.unmodifiableMap(connections));
  }

  private static void read(Section root, Reading reading, Map<String, Connection> connections) {
    List<YamlValue> items = root.requiredList("connections", "connections");
    ConnectionReader reader = new ConnectionReader(reading);
    items.forEach(item ->
        reader.read(item).ifPresent(connection -> connections.put(connection.name(), connection)));
  }
}
