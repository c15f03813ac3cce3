package dev.countersign.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void whatIsNotGivenHasItsDefault() {
    Arguments arguments =
        Arguments.of(Set.of("callers", "round", "flags"), "callers=3", "flags=-Da=b");

    assertThat(arguments.number("callers", 64)).isEqualTo(3);
    assertThat(arguments.seconds("round", 10)).isEqualTo(Duration.ofSeconds(10));
    assertThat(arguments.text("flags", "")).isEqualTo("-Da=b");
  }

  @Test
  void refusesANameItDoesNotKnow() {
    assertThatThrownBy(() -> Arguments.of(Set.of("callers"), "caller=3"))
        .hasMessageContaining("caller=3");
    assertThatThrownBy(() -> Arguments.of(Set.of("callers"), "callers"))
        .hasMessageContaining("name=value");
  }
}
