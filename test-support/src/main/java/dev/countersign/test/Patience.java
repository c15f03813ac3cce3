package dev.countersign.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long a test waits for what must come, where it says nothing else: a minute, because machines
/// are shared. What holds ends the wait at once, so only a test that fails takes longer.
public final class Patience {
  public static final Duration WHERE_NOTHING_IS_SAID = Duration.ofMinutes(1);

  /// The same for sockets, which count milliseconds.
  public static final int MILLIS = (int) WHERE_NOTHING_IS_SAID.toMillis();

  private Patience() {}

  /// What another thread comes to.
  public static <T> T result(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Waits until others have counted down.
  public static void passed(CountDownLatch latch) {
    try {
      if (!latch.await(MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("waited for something that did not come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
