package dev.countersign.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadResultTest {
  @Test
  void aPercentileIsTheLatencyThatSoManyCallsStayedWithin() {
    long[] nanos = LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1_000_000).toArray();
    LoadResult result = LoadResult.of(0, Duration.ofSeconds(10), nanos);

    assertThat(result.percentile(0.5)).isEqualTo(50);
    assertThat(result.percentile(0.99)).isEqualTo(99);
    assertThat(result.percentile(1)).isEqualTo(100);
    assertThat(result.callsPerSecond()).isEqualTo(10);
  }

  @Test
  void withoutCallsThereIsNoLatency() {
    assertThat(LoadResult.of(1, Duration.ofSeconds(1), new long[0]).percentile(0.5)).isNaN();
  }
}
