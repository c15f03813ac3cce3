package dev.countersign.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Java process of this benchmark's own, and what it has cost so far.
public record MeasuredProcess(String name, Process process) implements AutoCloseable {

  /// Starts a process; what it prints goes to a file beside others in the folder.
  public static MeasuredProcess start(
      String name, List<String> flags, List<String> program, Map<String, String> env, Path logs)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve(name + ".log").toFile());
    builder.environment().putAll(env);
    return new MeasuredProcess(name, builder.start());
  }

  /// User and system time since the process began.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public long residentMegabytes() throws IOException {
    return residentMegabytes(process.pid());
  }

  /// The resident memory of any process (Linux).
  public static long residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// Ends the process, at the latest by force.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
