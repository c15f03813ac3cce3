package dev.countersign.gateway.administration;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.load.ConfigLoader;
import dev.countersign.gateway.config.load.LiveConfig;
import dev.countersign.gateway.enforcement.ConfigAnnouncement;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings another version of the policy into force, or refuses it and keeps the one in force.
///
/// A version is compiled whole first, then put on the record with who brought it, then in force: no
/// call is judged by one that is not on the record. What is refused is on the record too. Calls
/// that are under way keep the version they began with. One change at a time; thread-safe.
final class PolicyChange {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyChange.class);

  private final ReentrantLock changing = new ReentrantLock();
  private final LiveConfig live;
  private final ConfigLoader loader;
  private final ConfigAnnouncement announcement;
  private final PolicyVersions versions;
  private final MeterRegistry meters;
  private final Clock clock;

  PolicyChange(
      LiveConfig live,
      ConfigLoader loader,
      ConfigAnnouncement announcement,
      PolicyVersions versions,
      MeterRegistry meters,
      Clock clock) {
    this.live = live;
    this.loader = loader;
    this.announcement = announcement;
    this.versions = versions;
    this.meters = meters;
    this.clock = clock;
  }

  /// What came of it.
  sealed interface Result {
    /// It is in force.
    record InForce(GatewayConfig config) implements Result {}

    /// It has mistakes, and so is not.
    record Mistaken(ConfigException mistakes) implements Result {}

    /// Another version is in force than the one that was to be replaced.
    record Outrun(String inForce) implements Result {}
  }

  /// A step between the record and the change, such as writing the file.
  @FunctionalInterface
  interface Step {
    Step NONE = () -> {};

    void take() throws IOException;
  }

  /// The file that the policy stands in.
  Path file() {
    return live.file();
  }

  GatewayConfig current() {
    return live.current();
  }

  byte[] currentBytes() {
    return live.bytes();
  }

  PolicyVersions versions() {
    return versions;
  }

  /// Compiles bytes without bringing them into force.
  ///
  /// @throws ConfigException with every mistake in them
  GatewayConfig compile(byte[] bytes) {
    return loader.load(bytes, live.file());
  }

  /// Keeps the version that the gateway started with.
  void begin() {
    versions.add(live.bytes(), clock.instant());
  }

  /// Brings bytes into force.
  ///
  /// @param replacing the digest of the version in force; null: whichever is
  /// @param by who brings them, for the record
  /// @throws EvidenceUnavailableException when that cannot be put on the record; nothing changes
  /// @throws IOException when the step fails; nothing changes
  Result bring(byte[] bytes, @Nullable String replacing, String by, Step step) throws IOException {
    changing.lock();
    try {
      String inForce = live.current().digest();
      if (replacing != null && !replacing.equals(inForce)) {
        return new Result.Outrun(inForce);
      }
      GatewayConfig config = compile(bytes);
      announcement.announce(config, by);
      take(step, by);
      live.install(config, bytes);
      versions.add(bytes, clock.instant());
      count("loaded");
      LOG.info("policy {} is in force, {}", config.digest(), by);
      return new Result.InForce(config);
    } catch (ConfigException e) {
      refused(bytes, by, e);
      return new Result.Mistaken(e);
    } finally {
      changing.unlock();
    }
  }

  private void take(Step step, String by) throws IOException {
    try {
      step.take();
    } catch (IOException e) {
      announcement.announce(live.current(), "stays, since a change " + by + " failed");
      throw e;
    }
  }

  private void refused(byte[] bytes, String by, ConfigException e) {
    count("refused");
    LOG.error(
        "policy {}: {} mistakes, so {} stays in force: {}",
        by,
        e.mistakes().size(),
        live.current().digest(),
        e.getMessage());
    announcement.refused(bytes, e.mistakes().size(), live.current(), by);
  }

  private void count(String result) {
    meters.counter("countersign.gateway.policy.changes", "result", result).increment();
  }
}
