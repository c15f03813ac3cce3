package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.test.ServiceProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process of the gateway whose connections file is wrong.
class BadConfigurationIT {
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void endsWithOneAndListsEveryMistake() throws Exception {
    Path file = folder.resolve("connections.yaml");
    Files.writeString(file, "connections:\n  - name: Bad\n    typ: http\n");
    Path output = folder.resolve("output.log");
    Process gateway =
        new ProcessBuilder(command(file))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(gateway.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      gateway.destroyForcibly();
    }
    assertThat(gateway.exitValue()).isEqualTo(1);
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .contains("connections.yaml:2:11: 'name': 'Bad' is no name")
        .contains("connections.yaml:3:5: unknown key 'typ' in a connection")
        .contains("connections.yaml:2:5: a connection has no 'type'")
        .doesNotContain("\tat dev.countersign");
  }

  private List<String> command(Path file) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GatewayService.class.getName()));
    Map<String, Object> properties =
        new HashMap<>(ServiceProperties.withoutDatabase("gateway", folder));
    properties.put("management.server.port", "0");
    properties.put("countersign.gateway.config", file);
    properties.put("countersign.gateway.approvals.url", "http://127.0.0.1:9");
    properties.put("countersign.gateway.approvals.token-url", "http://127.0.0.1:9");
    properties.put("countersign.gateway.approvals.client-id", "gateway");
    properties.put("countersign.gateway.approvals.client-secret", "unused");
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    return command;
  }
}
