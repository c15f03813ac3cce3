package dev.countersign.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.CallIds;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.access.Subject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TOKEN = "sha-256:" + "0".repeat(64);

  private final CallIds ids = new CallIds(Clock.systemUTC(), new SecureRandom());
  private final Sessions sessions =
      new Sessions(new RecordingSettings(Duration.ofHours(1), Duration.ofHours(1), 100, false));

  private static Caller caller(String id, String issuer) {
    return new Caller(new Subject(id, issuer, Set.of(), null), List.of(), TOKEN, null);
  }

  private String session(Caller caller, @Nullable String asked, @Nullable String trace) {
    CallId call = ids.next();
    String session =
        sessions.of(Optional.ofNullable(asked).map(SessionId::new), trace, caller, call).value();
    return session.equals(call.toString()) ? "fresh" : session;
  }

  @Test
  void belongsToWhoeverUsedItFirst() {
    Caller alice = caller("alice", "https://one");
    assertThat(session(alice, "s", null)).isEqualTo("s");
    assertThat(session(alice, "s", TRACE)).isEqualTo("s");
    assertThat(session(caller("bob", "https://one"), "s", null)).isEqualTo("fresh");
    assertThat(session(caller("alice", "https://two"), "s", null)).isEqualTo("fresh");
  }

  @Test
  void takesTheTraceOnlyWhereNoSessionWasAskedFor() {
    Caller alice = caller("alice", "https://one");
    Caller bob = caller("bob", "https://one");
    assertThat(session(alice, null, TRACE)).isEqualTo(TRACE);
    assertThat(session(bob, null, TRACE)).isEqualTo("fresh");
    assertThat(session(bob, TRACE, null)).isEqualTo("fresh");
    assertThat(session(bob, null, null)).isEqualTo("fresh");
  }

  @Test
  void cannotBeTakenOverOnceItsIdWasGivenOut() {
    CallId call = ids.next();
    SessionId given = sessions.of(Optional.empty(), null, caller("alice", "https://one"), call);
    assertThat(session(caller("bob", "https://one"), given.value(), null)).isEqualTo("fresh");
    assertThat(session(caller("alice", "https://one"), given.value(), null))
        .isEqualTo(given.value());
  }

  @Test
  void belongsToTheActorWhereThereIsNoSubject() {
    Caller agent = new Caller(null, List.of(new Actor("agent", "https://one", null)), TOKEN, null);
    assertThat(session(agent, "s", null)).isEqualTo("s");
    assertThat(session(agent, "s", null)).isEqualTo("s");
    assertThat(session(caller("alice", "https://one"), "s", null)).isEqualTo("fresh");
  }
}
