package dev.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortSettingsTest {
  private PortSettings settings;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    settings = new PortSettings(new Home(folder, folder.resolve("state")));
  }

  @Test
  void anOptionGoesOverTheEnvironment() throws IOException {
    Ports ports =
        settings.resolve(
            Map.of("COUNTERSIGN_PORT_GATEWAY", "1111", "COUNTERSIGN_PORT_AUDIT", "2222"),
            List.of("gateway=3333"));

    assertThat(ports.get(Port.GATEWAY)).isEqualTo(3333);
    assertThat(ports.get(Port.AUDIT)).isEqualTo(2222);
    assertThat(ports.get(Port.REPLAY)).isEqualTo(Port.REPLAY.usual());
  }

  @Test
  void portsOfARunningSuiteGoOverEverything() throws IOException {
    settings.remember(Ports.of(Map.of("COUNTERSIGN_PORT_GATEWAY", "1111")));

    Ports ports = settings.resolve(Map.of("COUNTERSIGN_PORT_GATEWAY", "2222"), List.of());
    assertThat(ports.get(Port.GATEWAY)).isEqualTo(1111);

    settings.forget();
    Ports later = settings.resolve(Map.of("COUNTERSIGN_PORT_GATEWAY", "2222"), List.of());
    assertThat(later.get(Port.GATEWAY)).isEqualTo(2222);
  }

  @Test
  void refusesAPortThatNobodyHas() {
    assertThatThrownBy(() -> settings.resolve(Map.of(), List.of("door=80")))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("door=80")
        .hasMessageContaining("gateway");
  }
}
