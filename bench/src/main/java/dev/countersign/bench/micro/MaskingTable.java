package dev.countersign.bench.micro;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs [MaskingComparison] and prints MB/s, bytes allocated per body and the ratios to the peers.
public final class MaskingTable {
  private static final String ROW = "%-18s %8s %9s %12s %10s %13s%n";

  private record Line(double micros, double allocated) {}

  private MaskingTable() {}

  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions options = new CommandLineOptions(args);
    ChainedOptionsBuilder run = new OptionsBuilder().parent(options).addProfiler(GCProfiler.class);
    if (options.getIncludes().isEmpty()) {
      run.include(MaskingComparison.class.getName());
    }
    Collection<RunResult> results = new Runner(run.build()).run();
    Map<Integer, Map<String, Line>> bySize = new TreeMap<>();
    for (RunResult result : results) {
      int size = Integer.parseInt(result.getParams().getParam("size"));
      String name = result.getPrimaryResult().getLabel();
      bySize.computeIfAbsent(size, _ -> new TreeMap<>()).put(name, line(result));
    }
    bySize.forEach(MaskingTable::print);
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
