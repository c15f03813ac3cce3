package dev.countersign.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does several things at the same moment, each on a thread of its own.
public final class AtOnce {
  private AtOnce() {}

  public static <T> List<T> all(List<? extends Callable<T>> work) {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> begun = new ArrayList<>();
      work.forEach(task ->
          begun.add(
              threads.submit(() -> {
                start.await();
                return task.call();
              })));
      start.countDown();
      List<T> done = new ArrayList<>();
      for (Future<T> future : begun) {
        done.add(future.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new AssertionError("a task failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
