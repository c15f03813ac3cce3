package dev.countersign.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void readsWhatHasTheExpectedForm() {
    assertThat(Parameters.limit(null)).isEqualTo(100);
    assertThat(Parameters.limit("1000")).isEqualTo(1000);
    assertThat(Parameters.number("leaf", "0", 5)).isZero();
    assertThat(Parameters.time("from", "2026-11-20T13:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(Parameters.text("subject", "O'Neil; DROP")).isEqualTo("O'Neil; DROP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "1001", "-1", "+1", "1e3", "01", " 1", "ten", "1111111111111111111"})
  void refusesALimitThatIsNone(String limit) {
    assertThatThrownBy(() -> Parameters.limit(limit))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("limit: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1763640000",
        "2026-11-20",
        "2026-11-20T12:00:00",
        "1969-12-31T23:59:59Z",
        "+12026-11-20T12:00:00Z",
        "2026-02-30T12:00:00Z"
      })
  void refusesATimeThatIsNone(String time) {
    assertThatThrownBy(() -> Parameters.time("from", time))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("from: ");
  }

  @Test
  void refusesTextThatCannotBeAName() {
    for (String text : List.of("", "a\u0000b", "a\nb", "x".repeat(513))) {
      assertThatThrownBy(() -> Parameters.text("subject", text))
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("subject: ");
    }
  }

  @Test
  void pagesEndWhereNothingIsLeft() {
    assertThat(Page.of(List.of(1, 2, 3), 2, String::valueOf))
        .isEqualTo(new Page<>(List.of(1, 2), "2"));
    assertThat(Page.of(List.of(1, 2), 2, String::valueOf))
        .isEqualTo(new Page<>(List.of(1, 2), null));
  }
}
