package dev.countersign.quickstart.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void hasUsualNumbersWhereNobodySaysOtherwise() {
    Ports ports = Ports.of(Map.of());

    assertThat(ports.get(Port.GATEWAY)).isEqualTo(8080);
    assertThat(ports.url(Port.AUDIT)).isEqualTo("http://127.0.0.1:8083");
  }

  @Test
  void becomesTheSameFromItsOwnSettings() {
    Ports ports = Ports.of(Map.of("COUNTERSIGN_PORT_KAFKA", "4242"));

    assertThat(Ports.of(ports.settings()).settings()).isEqualTo(ports.settings());
    assertThat(ports.get(Port.KAFKA)).isEqualTo(4242);
  }

  @Test
  void namesEveryMistakeAtOnce() {
    var settings =
        Map.of(
            "COUNTERSIGN_PORT_GATEWAY", "0",
            "COUNTERSIGN_PORT_AUDIT", "eighty",
            "COUNTERSIGN_PORT_REPLAY", "9000");

    assertThatThrownBy(() -> Ports.of(settings))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("COUNTERSIGN_PORT_GATEWAY: '0'")
        .hasMessageContaining("COUNTERSIGN_PORT_AUDIT: 'eighty'")
        .hasMessageContaining("port 9000 is given to replay and issuer");
  }
}
