package dev.countersign.quickstart.services;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The connections file of the quickstart's gateway: written once, then the operator's own.
///
/// As long as nobody edits it, it follows the sample in the jar and the ports in use.
final class GatewayConfiguration {
  private final Home home;
  private final Ports ports;

  GatewayConfiguration(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  Path file() throws IOException {
    Path file = home.folder("config").resolve("connections.yaml");
    Path original = home.folder("config").resolve(".connections.original");
    if (Files.notExists(file) || unedited(file, original)) {
      String text = sample().replace("@functions@", ports.url(Port.FUNCTIONS));
      Files.writeString(original, text);
      Files.writeString(file, text);
    }
    return file;
  }

  private static boolean unedited(Path file, Path original) throws IOException {
    return Files.exists(original) && Files.mismatch(file, original) < 0;
  }

  private static String sample() throws IOException {
    try (InputStream in =
        GatewayConfiguration.class.getResourceAsStream(
            "/dev/countersign/quickstart/connections.yaml")) {
      if (in == null) {
        throw new IOException("the jar has no connections.yaml");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
