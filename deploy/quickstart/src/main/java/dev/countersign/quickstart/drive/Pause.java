package dev.countersign.quickstart.drive;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Time between two looks at something that changes by itself.
public final class Pause {
  private Pause() {}

  public static void millis(long milliseconds) throws InterruptedException {
    if (new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }
}
