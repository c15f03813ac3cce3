package dev.countersign.bench.gateway;

import dev.countersign.bench.gateway.Peers.Gateway;
import dev.countersign.bench.load.ClosedLoop;
import dev.countersign.bench.load.LoadResult;
import dev.countersign.bench.load.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A gateway under load, and what a call costs it.
record Contender(Gateway gateway, Target target) {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /// What one round of load cost the gateway's process.
  record Cost(LoadResult load, Duration cpu) {
    double microsPerCall() {
      return cpu.toNanos() / 1e3 / load.calls();
    }

    static Cost median(List<Cost> costs) {
      return costs.stream()
          .sorted(Comparator.comparingDouble(Cost::microsPerCall))
          .toList()
          .get(costs.size() / 2);
    }
  }

  String name() {
    return target.name();
  }

  long residentMegabytes() throws IOException {
    return gateway.process().residentMegabytes();
  }

  void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || !gateway.process().process().isAlive()) {
        throw new IllegalStateException(name() + " does not answer 200, see its log");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return new ClosedLoop(1, Duration.ofMillis(1)).on(target).calls() > 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  Cost costUnder(ClosedLoop load) throws InterruptedException {
    Duration before = gateway.process().cpu();
    LoadResult result = load.on(target);
    return new Cost(result, gateway.process().cpu().minus(before));
  }
}
