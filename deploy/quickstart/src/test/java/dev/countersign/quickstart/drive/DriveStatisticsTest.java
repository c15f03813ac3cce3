package dev.countersign.quickstart.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.quickstart.drive.CallResult.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriveStatisticsTest {
  private final DriveStatistics statistics = new DriveStatistics();

  @Test
  void percentilesAreNearestRanks() {
    IntStream.rangeClosed(1, 200).forEach(i -> add(Kind.PERMITTED, "", i));

    assertThat(statistics.millis(0.50)).isEqualTo(100);
    assertThat(statistics.millis(0.95)).isEqualTo(190);
    assertThat(statistics.millis(0.99)).isEqualTo(198);
    assertThat(statistics.millis(1.00)).isEqualTo(200);
  }

  @Test
  void callsWithoutAnAnswerHaveNoLatency() {
    add(Kind.BROKEN, "IOException", 9999);
    assertThat(statistics.millis(0.99)).isZero();

    add(Kind.REFUSED, "guardrail", 5);
    assertThat(statistics.millis(0.99)).isEqualTo(5);
  }

  @Test
  void countsByKindAndReason() {
    add(Kind.PERMITTED, "", 1);
    add(Kind.REFUSED, "guardrail", 1);
    add(Kind.REFUSED, "guardrail", 1);
    add(Kind.REFUSED, "not-granted", 1);

    assertThat(statistics.byKind()).containsEntry(Kind.REFUSED, 3L).containsEntry(Kind.HELD, 0L);
    assertThat(statistics.reasons(Kind.REFUSED))
        .containsEntry("guardrail", 2L)
        .containsEntry("not-granted", 1L);
    assertThat(statistics.count()).isEqualTo(4);
  }

  private void add(Kind kind, String reason, int millis) {
    statistics.add(new CallResult("id", "s", kind, reason, false, 0, millis * 1_000_000L));
  }
}
