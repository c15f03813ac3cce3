package dev.countersign.evidence.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The entry of Jazzer, which knows it by the name of its method. An input is a proof; behind a
/// byte 0 follows the masked body, else it is the known one.
public final class ProofDriver {

  private ProofDriver() {}

  public static void fuzzerTestOneInput(byte[] input) {
    ProofCheck.check(input);
  }

  /// Writes the proofs to begin with, `unpack TARGET FOLDER`.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[2]);
    int number = 0;
    for (String proof : ProofCheck.SEEDS) {
      Files.write(folder.resolve("kept-" + number++), proof.getBytes(UTF_8));
    }
  }
}
