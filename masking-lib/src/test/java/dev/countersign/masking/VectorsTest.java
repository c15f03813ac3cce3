package dev.countersign.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.masking.detect.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Compares this process, which has no vectors, with one that is started with them.
class VectorsTest {

  @Test
  void areNotUsedWithoutTheModule() {
    assertThat(Vectors.areUsed()).isFalse();
  }

  @Test
  void maskToTheSameBytesWithTheSameReports() throws Exception {
    List<String> lines = withVectors();
    assumeTrue(lines.contains("vectors true"), "the processor has no vectors of 32 bytes");
    assertThat(lines).containsExactly("vectors true", "digest " + VectorOutputs.digest());
  }

  private static List<String> withVectors() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                VectorOutputs.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", lines).isZero();
    return lines;
  }
}
