package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ConfigChanged;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.config.ConfigSource;
import dev.countersign.gateway.config.GatewayConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Puts each configuration on the record before any call is judged by it; its document is durable
/// before the record that names it, and a document that is kept back is said to be.
///
/// At start it tries until the evidence log takes it; a call that comes earlier tries as well, and
/// is refused where that fails. Thread-safe.
@Component
public class ConfigAnnouncement implements SmartLifecycle {
  private static final String CONNECTIONS = "connections";
  private static final String REFUSED = "connections-refused";
  private static final long PAUSE_MILLIS = 250;

  private final ReentrantLock announcing = new ReentrantLock();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final PolicyDocuments documents;
  private final EvidenceAppender evidence;
  private final ConfigSource source;
  private volatile @Nullable GatewayConfig announced;
  private volatile @Nullable GatewayConfig before;
  private volatile boolean running;

  ConfigAnnouncement(PolicyDocuments documents, EvidenceAppender evidence, ConfigSource source) {
    this.documents = documents;
    this.evidence = evidence;
    this.source = source;
  }

  /// Returns when the configuration that the gateway began with is on the record; each that follows
  /// is there before it is in force.
  ///
  /// @throws EvidenceUnavailableException when it cannot be put there now
  void ensure(GatewayConfig config) {
    if (!isAnnounced(config)) {
      announcing.lock();
      try {
        if (!isAnnounced(config)) {
          record(config, "");
        }
      } finally {
        announcing.unlock();
      }
    }
  }

  // A call that began before a change still carries the version before.
  @SuppressWarnings("ReferenceEquality") // a version that comes back is announced again
  private boolean isAnnounced(GatewayConfig config) {
    return config == announced || config == before;
  }

  /// Puts a version on the record that is about to come into force.
  ///
  /// @param by who brings it
  /// @throws EvidenceUnavailableException when it cannot be put there now
  public void announce(GatewayConfig config, String by) {
    announcing.lock();
    try {
      record(config, "; " + by);
    } finally {
      announcing.unlock();
    }
  }

  private void record(GatewayConfig config, String by) {
    Digest digest = Digest.parse(config.digest());
    String withheld = documents.publish(digest, config.document());
    evidence.append(new ConfigChanged(CONNECTIONS, digest, summary(config) + by, withheld));
    before = announced;
    announced = config;
  }

  /// Puts on the record that a version was refused.
  ///
  /// @param inForce what stays in force
  /// @throws EvidenceUnavailableException when it cannot be put there now
  public void refused(byte[] bytes, int mistakes, GatewayConfig inForce, String by) {
    String summary = "%d mistakes, %s; in force stays %s".formatted(mistakes, by, inForce.digest());
    evidence.append(new ConfigChanged(REFUSED, Digest.of(bytes), summary, null));
  }

  private static String summary(GatewayConfig config) {
    return "%d connections".formatted(config.connections().size());
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("config-announcement").start(this::announceAtStart);
  }

  private void announceAtStart() {
    try {
      boolean waits = true;
      while (waits) {
        waits = !triedAtStart() && !stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean triedAtStart() {
    try {
      ensure(source.current());
      return true;
    } catch (EvidenceUnavailableException e) {
      return false;
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
