package dev.countersign.quickstart.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that is run to its end, with its output in a log file.
public final class Tool {
  private Tool() {}

  /// @throws IOException when it ends with anything but 0; names the program and the log
  public static void run(
      String what, List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IOException(what + " ended with " + exit + " (expected: 0)");
    }
  }
}
