package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ConfigSource;
import dev.countersign.gateway.config.GatewayConfig;
import java.nio.file.Path;

/// The configuration in force, which another may follow while the gateway runs. Thread-safe.
public final class LiveConfig implements ConfigSource {
  private final Path file;
  private volatile Version version;

  private record Version(GatewayConfig config, byte[] bytes) {}

  private LiveConfig(Path file, Version first) {
    this.file = file;
    this.version = first;
  }

  /// Loads the version to begin with.
  ///
  /// @throws dev.countersign.gateway.config.ConfigException with every mistake in it
  static LiveConfig start(ConfigLoader loader, Path file) {
    byte[] bytes = ConfigLoader.bytes(file);
    return new LiveConfig(file, new Version(loader.load(bytes, file), bytes));
  }

  @Override
  public GatewayConfig current() {
    return version.config();
  }

  /// The exact bytes of the version in force.
  public byte[] bytes() {
    return version.bytes().clone();
  }

  /// Where it was read from.
  public Path file() {
    return file;
  }

  /// Brings another version into force; calls under way keep theirs.
  public void install(GatewayConfig config, byte[] bytes) {
    version = new Version(config, bytes.clone());
  }
}
