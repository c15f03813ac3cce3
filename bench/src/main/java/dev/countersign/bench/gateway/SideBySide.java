package dev.countersign.bench.gateway;

import dev.countersign.bench.Samples;
import dev.countersign.bench.gateway.Peers.Gateway;
import dev.countersign.bench.load.ClosedLoop;
import dev.countersign.bench.load.LoadResult;
import dev.countersign.bench.load.OpenLoop;
import dev.countersign.bench.load.Target;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures our gateway against a bare one in one run.
///
/// Both run at the same time and are loaded in turn, several rounds each, so that whatever else the
/// machine does strikes both. CPU time is that of the gateway's process alone, per answered call.
public final class SideBySide {
  private static final String PATH = "/payments/customers/c-0001";
  private static final PrintStream OUT = System.out;

  private final SideBySideSettings settings;
  private final String token;

  private SideBySide(SideBySideSettings settings, TestIssuer issuer) {
    this.settings = settings;
    this.token = issuer.token("alice").groups("support").expiresIn(Duration.ofHours(2)).sign();
  }

  /// Ends with 0 when all was measured. Exits, because the issuer and the load have threads.
  public static void main(String[] args) {
    int code = 1;
    try {
      compare(SideBySideSettings.of(args));
      code = 0;
    } catch (IOException | RuntimeException e) {
      OUT.println("not measured: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  private static void compare(SideBySideSettings settings)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("countersign-bench");
    OUT.println("logs: " + work);
    TestIssuer issuer = TestIssuer.create();
    TestKafka kafka = TestKafka.create();
    try (Upstream upstream = Upstream.answering(Samples.answer())) {
      Peers peers = new Peers(upstream, issuer, settings.flags(), work);
      try (Gateway bare = peers.bare();
          Gateway ours =
              peers.countersign(kafka, Peers.jarIn(settings.checkout()), settings.profile())) {
        new SideBySide(settings, issuer).measure(upstream, bare, ours);
      }
    } finally {
      kafka.kill();
    }
  }

  private void measure(Upstream upstream, Gateway bare, Gateway ours)
      throws IOException, InterruptedException {
    Target direct = Target.get("direct", upstream.port(), "/customers/c-0001", token);
    List<Contender> contenders = List.of(contender(bare), contender(ours));
    for (Contender contender : contenders) {
      contender.awaitReady();
      OUT.printf("%s answers, %d MB%n", contender.name(), contender.residentMegabytes());
    }
    warmUp(contenders);
    OUT.printf(
        "%nCPU time per call, %d callers, %d rounds of %d s each (median)%n",
        settings.callers(), settings.rounds(), settings.round().toSeconds());
    OUT.printf(
        "%-14s %12s %10s %8s %8s %9s%n",
        "", "µs per call", "calls/s", "p50 ms", "p99 ms", "failures");
    List<List<Contender.Cost>> costs = costs(contenders);
    for (int i = 0; i < contenders.size(); i++) {
      print(contenders.get(i), costs.get(i));
    }
    OUT.printf("ratio %.2f%n", median(costs.get(1)) / median(costs.get(0)));
    latencies(direct, contenders);
  }

  private Contender contender(Gateway gateway) {
    return new Contender(
        gateway, Target.get(gateway.process().name(), gateway.port(), PATH, token));
  }

  private void warmUp(List<Contender> contenders) throws InterruptedException {
    for (Contender contender : contenders) {
      new ClosedLoop(settings.callers(), settings.warmUp()).on(contender.target());
    }
  }

  private List<List<Contender.Cost>> costs(List<Contender> contenders) throws InterruptedException {
    List<List<Contender.Cost>> costs = new ArrayList<>();
    contenders.forEach(contender -> costs.add(new ArrayList<>()));
    ClosedLoop load = new ClosedLoop(settings.callers(), settings.round());
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        costs.get(i).add(contenders.get(i).costUnder(load));
      }
    }
    return costs;
  }

  private static void print(Contender contender, List<Contender.Cost> costs) {
    Contender.Cost middle = Contender.Cost.median(costs);
    LoadResult load = middle.load();
    OUT.printf(
        "%-14s %12.0f %10.0f %8.2f %8.2f %9d%n",
        contender.name(),
        middle.microsPerCall(),
        load.callsPerSecond(),
        load.percentile(0.5),
        load.percentile(0.99),
        costs.stream().mapToLong(cost -> cost.load().failures()).sum());
  }

  private static double median(List<Contender.Cost> costs) {
    return Contender.Cost.median(costs).microsPerCall();
  }

  private void latencies(Target direct, List<Contender> contenders) {
    OUT.printf(
        "%nLatency at %d calls/s over %d s%n", settings.rate(), settings.steady().toSeconds());
    OUT.printf(
        "%-14s %8s %8s %12s %12s %9s%n",
        "", "p50 ms", "p99 ms", "added p50", "added p99", "failures");
    LoadResult base = steady(direct);
    printLatency("direct", base, base);
    for (Contender contender : contenders) {
      printLatency(contender.name(), steady(contender.target()), base);
    }
  }

  /// Loads at the rate; what comes before the target has found its pace does not count.
  private LoadResult steady(Target target) {
    new OpenLoop(settings.rate(), settings.settle()).on(target);
    return new OpenLoop(settings.rate(), settings.steady()).on(target);
  }

  private static void printLatency(String name, LoadResult load, LoadResult base) {
    OUT.printf(
        "%-14s %8.2f %8.2f %12.2f %12.2f %9d%n",
        name,
        load.percentile(0.5),
        load.percentile(0.99),
        load.percentile(0.5) - base.percentile(0.5),
        load.percentile(0.99) - base.percentile(0.99),
        load.failures());
  }
}
