package dev.countersign.gateway.administration;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at the policy's file again and again, and brings what it finds into force.
///
/// It reads the whole file each time, so it follows a ConfigMap's swapped links, which tell no
/// watcher anything. A change counts when it has been the same twice in a row: nobody is then in
/// the middle of writing it. A version with mistakes is refused once, not at every look.
final class PolicyFileWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFileWatch.class);
  private static final long MAX_BYTES = 1L << 20;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final PolicyChange change;
  private final Duration every;
  private byte @Nullable [] seen;
  private String settled;
  private boolean missing;
  private volatile boolean running;

  PolicyFileWatch(PolicyChange change, Duration every) {
    this.change = change;
    this.every = every;
    this.settled = change.current().digest();
  }

  @Override
  public void start() {
    running = true;
    change.begin();
    if (!every.isZero()) {
      Thread.ofVirtual().name("policy-file-watch").start(this::watch);
    }
  }

  private void watch() {
    try {
      while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  void look() {
    byte[] bytes = read(change.file());
    if (bytes == null) {
      return;
    }
    boolean isSame = Arrays.equals(bytes, seen);
    seen = bytes;
    String digest = Digest.of(bytes).toString();
    if (!isSame || digest.equals(settled)) {
      return;
    }
    try {
      if (!digest.equals(change.current().digest())) {
        change.bring(bytes, null, "by its file", PolicyChange.Step.NONE);
      }
      settled = digest;
    } catch (EvidenceUnavailableException e) {
      LOG.warn("the changed policy waits until it can be put on the record: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("the changed policy cannot be brought into force; it is tried again", e);
    }
  }

  private byte @Nullable [] read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("larger than 1 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      missing = false;
      return bytes;
    } catch (IOException e) {
      if (!missing) {
        missing = true;
        LOG.error("the policy's file cannot be read; the version in force stays: {}", e.toString());
      }
      return null;
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
