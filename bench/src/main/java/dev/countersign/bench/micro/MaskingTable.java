package dev.countersign.bench.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/// Runs [MaskingComparison], ours once more with vectors, and prints MB/s, bytes allocated per body
/// and the ratios to the peers; then the latency of a small body.
public final class MaskingTable {
  private static final String ROW = "%-26s %8s %9s %12s %10s %13s%n";
  private static final String OURS =
      ".(keysOnly|sixDetectors|sixCommitted|allDetectors|allPacksCommitted)";
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private record Line(double micros, double allocated) {}

  private MaskingTable() {}

  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions options = new CommandLineOptions(args);
    Map<Integer, Map<String, Line>> bySize = new TreeMap<>();
    List<String> latencies = new ArrayList<>();
    String all = MaskingComparison.class.getName();
    keep(run(options, options.getIncludes().isEmpty() ? all : ""), "", bySize);
    if (options.getIncludes().isEmpty()) {
      keep(run(options, all + OURS, VECTORS), ", vectors", bySize);
      latencies.addAll(latencies(options, ""));
      latencies.addAll(latencies(options, ", vectors", VECTORS));
    }
    bySize.forEach(MaskingTable::print);
    latencies.forEach(System.out::println);
  }

  private static Collection<RunResult> run(
      CommandLineOptions options, String include, String... jvmArgs) throws RunnerException {
    ChainedOptionsBuilder run =
        new OptionsBuilder().parent(options).addProfiler(GCProfiler.class).jvmArgsAppend(jvmArgs);
    if (!include.isEmpty()) {
      run.include(include);
    }
    return new Runner(run.build()).run();
  }

  private static void keep(
      Collection<RunResult> results, String with, Map<Integer, Map<String, Line>> bySize) {
    for (RunResult result : results) {
      int size = Integer.parseInt(result.getParams().getParam("size"));
      String name = result.getPrimaryResult().getLabel() + with;
      bySize.computeIfAbsent(size, _ -> new TreeMap<>()).put(name, line(result));
    }
  }

  /// How long single bodies of 4 KB take.
  private static List<String> latencies(CommandLineOptions options, String with, String... jvmArgs)
      throws RunnerException {
    List<String> lines = new ArrayList<>();
    var run =
        new OptionsBuilder()
            .parent(options)
            .include(MaskingComparison.class.getName() + ".(six|allPacks)Committed")
            .param("size", "4096")
            .mode(Mode.SampleTime)
            .jvmArgsAppend(jvmArgs)
            .build();
    for (RunResult result : new Runner(run).run()) {
      Statistics times = result.getPrimaryResult().getStatistics();
      lines.add(
          String.format(
              Locale.ROOT,
              "4 KB, %s%s: p50 %.1f µs, p99 %.1f µs",
              result.getPrimaryResult().getLabel(),
              with,
              times.getPercentile(50),
              times.getPercentile(99)));
    }
    return lines;
  }

  @SuppressWarnings("rawtypes") // as JMH declares its results
  private static Line line(RunResult result) {
    double allocated = Double.NaN;
    for (var secondary : result.getSecondaryResults().entrySet()) {
      if (secondary.getKey().endsWith("gc.alloc.rate.norm")) {
        allocated = secondary.getValue().getScore();
      }
    }
    return new Line(result.getPrimaryResult().getScore(), allocated);
  }

  private static void print(int size, Map<String, Line> lines) {
    int bytes = CustomerRecords.ofSize(size).length;
    System.out.printf("%n%,d bytes of JSON%n", bytes);
    System.out.printf(ROW, "", "MB/s", "µs/body", "bytes/body", "× spring", "× json-masker");
    lines.forEach((name, line) ->
        System.out.printf(
            ROW,
            name,
            number("%.0f", bytes / line.micros),
            number("%.1f", line.micros),
            number("%.0f", line.allocated),
            ratio(lines.get("springStyle"), line),
            ratio(lines.get("jsonMasker"), line)));
  }

  private static String ratio(@Nullable Line peer, Line line) {
    return peer == null ? "-" : number("%.2f", peer.micros / line.micros);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
