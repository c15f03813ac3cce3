package dev.countersign.masking.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignsTest {

  @Test
  void hasItsSignsAndNoOthers() {
    String signs = "\"'`([{<~\\";
    for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
      assertThat(Signs.of(signs).has(b)).as("%d", b).isEqualTo(signs.indexOf(b) >= 0);
    }
  }
}
