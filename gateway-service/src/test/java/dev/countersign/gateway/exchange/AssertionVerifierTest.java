package dev.countersign.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.ReplayWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssertionVerifierTest {
  private final AssertionVerifier verifier = verifier();

  private static AssertionVerifier verifier() {
    Clock clock = Clock.fixed(TestAssertions.NOW, ZoneOffset.UTC);
    return new AssertionVerifier(
        List.of(
            new AssertionVerifier.Trusted(
                new SamlSettings.Provider(
                    "idp", TestAssertions.PROVIDER, List.of(), null, List.of("groups"), "idp:"),
                List.of(TestAssertions.CERTIFICATE.getPublicKey()))),
        new AssertionConditions(
            TestAssertions.AUDIENCE,
            TestAssertions.RECIPIENT,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            clock),
        new ReplayWindow(Duration.ofMinutes(6), 100, clock));
  }

  @Test
  void takesAnAssertionThatOpenSamlMadeAndSigned() {
    byte[] xml = TestAssertions.bytes(TestAssertions.alice("_1").signed());
    VerifiedAssertion verified = verifier.verify(xml);
    assertThat(verified.subject()).isEqualTo("alice@example.com");
    assertThat(verified.groups()).containsExactly("idp:support", "idp:leads");
    assertThat(verified.authnContext()).isEqualTo("urn:oasis:names:tc:SAML:2.0:ac:classes:X509");
    assertThat(verified.authnInstant()).isEqualTo(TestAssertions.NOW.minusSeconds(120));
    assertThat(verified.digest()).isEqualTo(Digest.of(xml));
  }

  @Test
  void takesEachAssertionOnce() {
    byte[] xml = TestAssertions.bytes(TestAssertions.alice("_1").signed());
    verifier.verify(xml);
    assertThatThrownBy(() -> verifier.verify(xml))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessage("it was used before");
  }

  static Stream<AssertionAttacks.Attack> attacks() {
    return AssertionAttacks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void refuses(AssertionAttacks.Attack attack) {
    byte[] xml = TestAssertions.bytes(attack.xml());
    assertThatThrownBy(() -> verifier.verify(xml))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageContaining(attack.because());
    assertThat(verifier.verify(TestAssertions.bytes(TestAssertions.alice("_good").signed())))
        .as("and the same verifier takes a good one")
        .isNotNull();
  }
}
