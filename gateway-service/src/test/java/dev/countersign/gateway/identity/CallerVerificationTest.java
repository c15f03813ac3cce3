package dev.countersign.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.service.identity.TokenSettings;
import dev.countersign.service.identity.TokenVerifier;
import dev.countersign.test.TestIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerVerificationTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());
  private final Clock clock = new MovableClock();
  private final TestIssuer issuer = TestIssuer.create();
  private final CallerVerification identity =
      new CallerVerification(
          new TokenVerifier(
              new TokenSettings(
                  List.of(new TokenSettings.Issuer(issuer.issuer(), URI.create(issuer.jwksUri()))),
                  "countersign",
                  List.of("RS256"),
                  Duration.ZERO),
              clock),
          new IdentitySettings(Duration.ofSeconds(60), 100),
          clock);

  /// A clock that a test moves.
  private final class MovableClock extends Clock {
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
      return Objects.requireNonNull(now.get());
    }
  }

  private Identified verify(String authorization) {
    return identity.verify(List.of(authorization));
  }

  @Test
  void knowsSubjectGroupsAndActors() {
    String token = issuer.token("alice").groups("b", "a").actor("inner").actor("outer").sign();
    Caller caller = ((Identified.Known) verify("Bearer " + token)).caller();
    assertThat(caller.subject()).isNotNull().extracting("id").isEqualTo("alice");
    assertThat(caller.subject())
        .isNotNull()
        .extracting("groups")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
        .containsExactly("a", "b");
    assertThat(caller.actors()).extracting("id").containsExactly("outer", "inner");
  }

  @Test
  void remembersATokenButNeverPastItsExpiry() {
    String token = "Bearer " + issuer.token("alice").expiresIn(Duration.ofSeconds(30)).sign();
    Caller first = ((Identified.Known) verify(token)).caller();
    assertThat(((Identified.Known) verify(token)).caller()).isSameAs(first);
    now.updateAndGet(time -> time.plusSeconds(600));
    assertThat(verify(token))
        .isInstanceOfSatisfying(
            Identified.Unknown.class,
            unknown -> assertThat(unknown.problem().type()).isEqualTo(ProblemType.INVALID_TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer a,b", "Bearer \u00e9"})
  void seesNoTokenWhereThereIsNone(String authorization) {
    assertThat(verify(authorization))
        .isInstanceOfSatisfying(
            Identified.Unknown.class,
            unknown -> assertThat(unknown.problem().type()).isEqualTo(ProblemType.UNAUTHENTICATED));
  }

  @Test
  void takesTheSchemeInAnyCase() {
    assertThat(verify("bEaReR " + issuer.token("alice").sign()))
        .isInstanceOf(Identified.Known.class);
  }
}
