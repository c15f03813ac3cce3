package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeBundleTest {
  @Test
  void verifiesAHundredThousandRecordsInALittleMemory(@TempDir Path folder) throws Exception {
    Path bundle = folder.resolve("large.zip");
    LargeBundle.write(bundle, 100_001, false);
    var verifier =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                VerifyCommand.class.getName(),
                bundle.toString(),
                "--hash-only",
                "--json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String report = read(verifier);
    assertThat(verifier.waitFor()).as(report).isZero();
    assertThat(report).contains("\"holds\":true", "\"records\":100001", "\"calls\":50000");
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
