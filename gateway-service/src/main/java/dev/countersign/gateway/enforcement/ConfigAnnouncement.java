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
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Puts each configuration on the record before any call is judged by it; its document is durable
/// before the record that names it, and a document that is kept back is said to be.
///
/// At start it tries until the evidence log takes it; a call that comes earlier tries as well, and
/// is refused where that fails. Thread-safe.
@Component
class ConfigAnnouncement implements SmartLifecycle {
  private static final long PAUSE_MILLIS = 250;

  private final ReentrantLock announcing = new ReentrantLock();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final PolicyDocuments documents;
  private final EvidenceAppender evidence;
  private final ConfigSource source;
  private volatile String announced = "";
  private volatile boolean running;

  ConfigAnnouncement(PolicyDocuments documents, EvidenceAppender evidence, ConfigSource source) {
    this.documents = documents;
    this.evidence = evidence;
    this.source = source;
  }

  /// Returns when the configuration is on the record.
  ///
  /// @throws EvidenceUnavailableException when it cannot be put there now
  void ensure(GatewayConfig config) {
    if (announced.equals(config.digest())) {
      return;
    }
    announcing.lock();
    try {
      if (!announced.equals(config.digest())) {
        Digest digest = Digest.parse(config.digest());
        String withheld = documents.publish(digest, config.document());
        evidence.append(new ConfigChanged("connections", digest, summary(config), withheld));
        announced = config.digest();
      }
    } finally {
      announcing.unlock();
    }
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
        waits = !isAnnounced() && !stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnnounced() {
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
