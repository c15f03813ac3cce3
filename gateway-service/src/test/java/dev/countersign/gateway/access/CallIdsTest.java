package dev.countersign.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallIdsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void carriesTheTimeInItsFirst48Bits() {
    CallId id = new CallIds(at(NOON), new SecureRandom()).next();

    assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
  }

  @Test
  void growsAlsoWhenTheClockStandsStill() {
    CallIds ids = new CallIds(at(NOON), new SecureRandom());
    List<String> made = Stream.generate(ids::next).limit(20_000).map(CallId::toString).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void growsAlsoWhenTheClockStepsBack() {
    Instant[] now = {NOON};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    CallIds ids = new CallIds(clock, new SecureRandom());
    CallId before = ids.next();
    now[0] = NOON.minusSeconds(3600);

    assertThat(ids.next().toString()).isGreaterThan(before.toString());
  }

  @Test
  void givesEveryThreadItsOwn() {
    CallIds ids = new CallIds(at(NOON), new SecureRandom());
    Set<CallId> made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 10_000).parallel().forEach(_ -> made.add(ids.next()));

    assertThat(made).hasSize(10_000);
  }

  @Test
  void readsItsOwnFormOnly() {
    CallId id = new CallIds(at(NOON), new SecureRandom()).next();

    assertThat(CallId.parse(id.toString())).contains(id);
    assertThat(
            Stream.of(
                "",
                "1-1-7001-8001-1",
                "not-a-uuid",
                UUID.randomUUID().toString(),
                id.toString().toUpperCase(Locale.ROOT),
                id + " "))
        .allSatisfy(text -> assertThat(CallId.parse(text)).isEmpty());
    assertThatIllegalArgumentException().isThrownBy(() -> new CallId(UUID.randomUUID()));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
