package dev.countersign.quickstart.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs `./countersign verify` as an auditor would: a process of its own that is given a file and
/// nothing else.
final class OfflineVerifier {
  private static final String MAIN = "dev.countersign.evidence.verify.VerifyCommand";

  /// What it printed and how it ended.
  record Verdict(int exit, List<String> lines) {
    /// The report up to the first thing that is wrong.
    List<String> upToFirstFinding() {
      return lines.stream().takeWhile(line -> !line.strip().startsWith("Also ")).toList();
    }

    /// Whether a line names this leaf.
    boolean names(long leaf) {
      return lines.stream()
          .map(line -> line.replaceAll("(?<=\\d),(?=\\d{3})", ""))
          .anyMatch(line -> line.matches(".*\\b" + leaf + "\\b.*"));
    }
  }

  Verdict verify(Path bundle) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                bundle.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), output.strip().lines().toList());
  }
}
