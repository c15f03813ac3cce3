package dev.countersign.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void neverGivesAPortTwice() {
    assertThat(IntStream.range(0, 2000).map(i -> FreePorts.next()).boxed().toList())
        .doesNotHaveDuplicates();
  }
}
