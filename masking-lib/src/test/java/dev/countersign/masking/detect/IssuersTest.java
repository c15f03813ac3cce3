package dev.countersign.masking.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IssuersTest {

  @Test
  void saysOfTwoDigitsWhetherSomeNumberBeginsSo() {
    for (int two = 0; two < 100; two++) {
      int first = two * 10_000;
      boolean some =
          IntStream.range(first, first + 10_000)
              .anyMatch(
                  prefix -> IntStream.rangeClosed(12, 20).anyMatch(n -> Issuers.issue(prefix, n)));
      assertThat(Issuers.mayBegin('0' + two / 10, '0' + two % 10)).as("%02d", two).isEqualTo(some);
    }
  }

  @Test
  void knowsThePrefixesAndLengthsOfSchemes() {
    assertThat(Issuers.issue(411111, 16)).isTrue();
    assertThat(Issuers.issue(411111, 15)).isFalse();
    assertThat(Issuers.issue(378282, 15)).isTrue();
    assertThat(Issuers.issue(378282, 16)).isFalse();
    assertThat(Issuers.issue(222099, 16)).isFalse();
    assertThat(Issuers.issue(222100, 16)).isTrue();
    assertThat(Issuers.issue(675964, 19)).isTrue();
    assertThat(Issuers.issue(979300, 16)).isFalse();
  }
}
