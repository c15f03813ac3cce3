package dev.countersign.gateway.policy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.rule.Quota;
import dev.countersign.gateway.policy.usage.UsageBook.Try;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UsageBookTest {
  private static final Operation OPERATION =
      new Operation("shop", "order", Protocol.HTTP, "POST /orders", Arguments.NONE);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
  private final Clock clock =
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
          return Instant.ofEpochMilli(millis.get());
        }
      };
  private final UsageBook book = new UsageBook(clock, new UsageSettings(3, Duration.ofDays(30)));

  private static Caller caller(String id) {
    return new Caller(
        new Subject(id, "https://issuer.test", Set.of(), null),
        List.of(),
        "sha-256:" + "0".repeat(64),
        null);
  }

  private static Quota calls(int calls) {
    return new Quota("q", Set.of("order"), calls, null, MINUTE);
  }

  private static Quota bytes(long bytes) {
    return new Quota("q", Set.of("order"), null, bytes, MINUTE);
  }

  private Try take(String id, Quota quota, long bytes) {
    return book.take(OPERATION, caller(id), List.of(quota), bytes);
  }

  @Test
  void remembersUse() {
    assertThat(book.past(OPERATION, caller("a")).firstUse()).isTrue();

    take("a", calls(9), 100);
    pass(Duration.ofSeconds(90));
    take("a", calls(9), 50);

    assertThat(book.past(OPERATION, caller("a")).firstUse()).isFalse();
    assertThat(book.past(OPERATION, caller("a")).callsLastMinute()).isEqualTo(1);
    assertThat(book.past(OPERATION, caller("a")).callsLastHour()).isEqualTo(2);
    assertThat(book.past(OPERATION, caller("a")).volumeLastHour()).isEqualTo(150);
    assertThat(book.past(OPERATION, caller("b")).firstUse()).isTrue();
  }

  @Test
  void forgetsAfterALongTime() {
    take("a", calls(9), 1);
    pass(Duration.ofDays(29));
    assertThat(book.past(OPERATION, caller("a")).firstUse()).isFalse();
    pass(Duration.ofDays(2));
    assertThat(book.past(OPERATION, caller("a")).firstUse()).isTrue();
  }

  @Test
  void refusesBeyondAQuotaAndSaysUntilWhen() {
    take("a", calls(2), 0);
    pass(Duration.ofSeconds(30));
    take("a", calls(2), 0);

    Try.Exceeded exceeded = (Try.Exceeded) take("a", calls(2), 0);
    assertThat(exceeded.quota()).isEqualTo("q");
    assertThat(exceeded.retryAfter()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(40));
    assertThat(take("b", calls(2), 0)).isInstanceOf(Try.Taken.class);

    pass(exceeded.retryAfter());
    assertThat(take("a", calls(2), 0)).isInstanceOf(Try.Taken.class);
    assertThat(take("a", calls(2), 0)).isInstanceOf(Try.Exceeded.class);
  }

  @Test
  void neverLetsMoreThroughInAnyStretchOfTheWindow() {
    long[] taken = new long[2_000];
    int count = 0;
    for (int i = 0; i < 600; i++) {
      pass(Duration.ofMillis(500 + (i * 37) % 800));
      if (take("a", calls(20), 0) instanceof Try.Taken) {
        taken[count++] = millis.get();
      }
    }
    assertThat(count).isGreaterThan(100);
    for (int i = 20; i < count; i++) {
      assertThat(taken[i] - taken[i - 20]).isGreaterThanOrEqualTo(MINUTE.toMillis());
    }
  }

  @Test
  void countsBytesOfArgumentsAndAnswers() {
    Ticket ticket = ((Try.Taken) take("a", bytes(100), 40)).ticket();
    ticket.answered(50);

    assertThat(take("a", bytes(100), 11)).isInstanceOf(Try.Exceeded.class);
    assertThat(take("a", bytes(100), 10)).isInstanceOf(Try.Taken.class);
  }

  @Test
  void givesBackWhatWasNotCarriedOut() {
    Ticket ticket = ((Try.Taken) take("a", calls(1), 10)).ticket();
    assertThat(take("a", calls(1), 10)).isInstanceOf(Try.Exceeded.class);

    ticket.giveBack();
    ticket.giveBack();

    assertThat(book.past(OPERATION, caller("a")).firstUse()).isTrue();
    assertThat(take("a", calls(1), 10)).isInstanceOf(Try.Taken.class);
    assertThat(take("a", calls(1), 10)).isInstanceOf(Try.Exceeded.class);
  }

  @Test
  void refusesNewcomersUnderAQuotaWhenItIsFull() {
    for (String id : List.of("a", "b", "c")) {
      take(id, calls(9), 0);
    }

    assertThat(take("d", calls(9), 0)).isInstanceOf(Try.Exceeded.class);
    assertThat(book.take(OPERATION, caller("d"), List.of(), 0)).isInstanceOf(Try.Taken.class);
    assertThat(book.size()).isEqualTo(3);

    pass(Duration.ofDays(2));
    assertThat(take("d", calls(9), 0)).isInstanceOf(Try.Taken.class);
  }

  @Test
  void countsExactlyUnderManyThreads() {
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        threads.submit(() -> {
          if (take("a", calls(100), 0) instanceof Try.Taken) {
            taken.incrementAndGet();
          }
        });
      }
    }
    assertThat(taken).hasValue(100);
  }

  private void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }
}
