package dev.countersign.audit.receipt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.settings.AuditSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RedemptionLimitTest {
  private final Ticking clock = new Ticking();
  private final RedemptionLimit limit =
      new RedemptionLimit(
          new Binder(
                  new MapConfigurationPropertySource(
                      Map.of("countersign.audit.receipts-per-minute", "2")))
              .bindOrCreate("countersign.audit", AuditSettings.class),
          clock);

  @Test
  void letsEachSubjectRedeemSoManyAMinute() {
    count("alice");
    count("alice");
    assertThatThrownBy(() -> count("alice")).hasMessageContaining("more than 2");
    assertThatCode(() -> count("bob")).doesNotThrowAnyException();
    clock.now = clock.now.plusSeconds(60);
    assertThatCode(() -> count("alice")).doesNotThrowAnyException();
  }

  @Test
  void countsAnyNumberOfSubjectsInBoundedMemory() {
    for (int i = 0; i < 10_000; i++) {
      count("subject-" + i);
    }
    count("one-more");
    count("and-one-more");
    assertThatThrownBy(() -> count("another")).hasMessageContaining("more than 2");
    assertThatCode(() -> count("subject-7")).doesNotThrowAnyException();
  }

  private void count(String subject) {
    limit.count("https://id", subject);
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
