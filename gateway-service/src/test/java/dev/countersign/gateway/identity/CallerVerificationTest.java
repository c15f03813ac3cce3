package dev.countersign.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.service.identity.IssuerSettings;
import dev.countersign.service.identity.TokenSettings;
import dev.countersign.service.identity.TokenVerifier;
import dev.countersign.test.TestIssuer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerVerificationTest {
  private final MovableClock clock = new MovableClock();
  private final TestIssuer issuer = TestIssuer.create();
  private final CallerVerification identity =
      identity(
          TokenSettings.of(
              "countersign", IssuerSettings.of(issuer.issuer(), URI.create(issuer.jwksUri()))));

  private CallerVerification identity(TokenSettings tokens) {
    IdentitySettings settings = IdentitySettings.remembering(Duration.ofSeconds(60), 100);
    return new CallerVerification(
        new TokenVerifier(tokens, clock),
        new Possession(settings, tokens, clock),
        tokens,
        settings,
        clock);
  }

  private Identified verify(String authorization) {
    return identity.verify(Shown.nothing().with("Authorization", authorization));
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
    clock.advance(Duration.ofSeconds(600));
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
