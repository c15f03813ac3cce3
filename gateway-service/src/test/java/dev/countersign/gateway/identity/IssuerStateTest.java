package dev.countersign.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of tokens when their issuers change keys, go away and come back.
class IssuerStateTest {
  private static final String ALICE = "person alice";
  private static final String BAD = "invalid-token";
  private static final String UNKNOWN = "identity-unavailable";

  private final IdentityStage stage = new IdentityStage();

  @AfterEach
  void close() {
    stage.close();
  }

  private String token() {
    return token(TestKeys.RSA);
  }

  private String token(JWK key) {
    return new Minted("main", stage.clock)
        .signedBy(key, "RS256")
        .claim("exp", stage.clock.instant().getEpochSecond() + 100_000)
        .compact();
  }

  private String verify(String token) {
    return stage.verify(Shown.bearer(token));
  }

  private void pass(Duration time) {
    stage.clock.advance(time);
  }

  @Test
  void takesATokenOfANewKeyTheMomentItsIssuerHasIt() {
    assertThat(verify(token())).isEqualTo(ALICE);
    stage.publish(TestKeys.RSA, TestKeys.OTHER_RSA);
    assertThat(verify(token(TestKeys.OTHER_RSA))).isEqualTo(ALICE);
    stage.publish(TestKeys.OTHER_RSA, TestKeys.THIRD_RSA);
    pass(Duration.ofSeconds(1));
    assertThat(verify(token(TestKeys.THIRD_RSA))).isEqualTo(ALICE);
  }

  @Test
  void asksForAnUnknownKeyOnceASecondWhateverCallersSend() {
    assertThat(verify(token())).isEqualTo(ALICE);
    int before = stage.fetches.get();
    for (int i = 0; i < 50; i++) {
      assertThat(verify(token(TestKeys.OTHER_RSA))).isEqualTo(BAD);
    }
    assertThat(stage.fetches.get() - before).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    verify(token(TestKeys.OTHER_RSA));
    assertThat(stage.fetches.get() - before).isEqualTo(2);
  }

  @Test
  void aWithdrawnKeyStopsCountingWithinTheBoundAlsoForRememberedTokens() {
    String token = token();
    assertThat(verify(token)).isEqualTo(ALICE);
    stage.publish(TestKeys.OTHER_RSA);
    pass(IdentityStage.REFRESH.multipliedBy(2));
    assertThat(verify(token)).isEqualTo(BAD);
  }

  @Test
  void aWithdrawnKeyStopsCountingForATokenThatIsRememberedStill() {
    String token = token();
    pass(IdentityStage.REFRESH.minusSeconds(10));
    assertThat(verify(token)).isEqualTo(ALICE);
    stage.publish(TestKeys.OTHER_RSA);
    // An unknown key makes the gateway look, long before the remembered token is due.
    assertThat(verify(token(TestKeys.OTHER_RSA))).isEqualTo(ALICE);
    assertThat(verify(token)).isEqualTo(BAD);
  }

  @Test
  void refreshesBesideTheCallWhenTheKeysAreALittleOld() {
    assertThat(verify(token())).isEqualTo(ALICE);
    int before = stage.fetches.get();
    pass(IdentityStage.REFRESH.plusSeconds(1));
    assertThat(verify(token())).isEqualTo(ALICE);
    Awaitility.await().until(() -> stage.fetches.get() == before + 1);
  }

  @Test
  void knownKeysOutliveTheirIssuerForABoundedTime() {
    String token = token();
    assertThat(verify(token)).isEqualTo(ALICE);
    stage.issuersAreAway();
    pass(IdentityStage.KEEP.minusSeconds(1));
    assertThat(verify(token)).isEqualTo(ALICE);
    assertThat(verify(token())).isEqualTo(ALICE);
    pass(Duration.ofSeconds(1));
    assertThat(verify(token)).isEqualTo(UNKNOWN);
    stage.publish(TestKeys.RSA);
    pass(Duration.ofSeconds(1));
    assertThat(verify(token)).isEqualTo(ALICE);
  }

  @Test
  void whatCannotBeKnownIsNeitherAcceptedNorCalledInvalid() {
    stage.issuersAreAway();
    assertThat(verify(token())).isEqualTo(UNKNOWN);
    stage.publish(TestKeys.RSA);
    pass(Duration.ofSeconds(1));
    assertThat(verify(token())).isEqualTo(ALICE);
  }

  @Test
  void aTokenOfAKeyThatCannotBeAskedForIsNotCalledInvalid() {
    assertThat(verify(token())).isEqualTo(ALICE);
    stage.issuersAreAway();
    assertThat(verify(token(TestKeys.OTHER_RSA))).isEqualTo(UNKNOWN);
    stage.publish(TestKeys.OTHER_RSA);
    pass(Duration.ofSeconds(1));
    assertThat(verify(token(TestKeys.OTHER_RSA))).isEqualTo(ALICE);
  }

  @Test
  void aGatewayThatStartsWhileTheIssuerIsAwayKnowsTheKeysOfBefore() {
    String token = token();
    assertThat(verify(token)).isEqualTo(ALICE);
    stage.issuersAreAway();
    pass(IdentityStage.KEEP.minusSeconds(1));
    assertThat(IdentityStage.text(stage.gateway().verify(Shown.bearer(token)))).isEqualTo(ALICE);
    pass(Duration.ofSeconds(1));
    assertThat(IdentityStage.text(stage.gateway().verify(Shown.bearer(token)))).isEqualTo(UNKNOWN);
  }

  @Test
  void anIssuerWithoutKeysHasWithdrawnThemAll() {
    String token = token();
    assertThat(verify(token)).isEqualTo(ALICE);
    stage.publish();
    pass(IdentityStage.REFRESH.multipliedBy(2));
    assertThat(verify(token)).isEqualTo(BAD);
  }

  @Test
  void aRequestThatIsNoCallTakesBearerTokensForAllConnectionsOnly() {
    assertThat(admin(token())).isEqualTo(ALICE);
    assertThat(admin(ProofCases.bound(stage))).isEqualTo(BAD);
    assertThat(
            admin(
                new Minted("main", stage.clock)
                    .claim("aud", IdentityStage.RESOURCE + "/payments")
                    .compact()))
        .isEqualTo(BAD);
  }

  private String admin(String token) {
    return IdentityStage.text(stage.identity.verify(List.of("Bearer " + token)));
  }

  @Test
  void aProofWorksOnce() {
    String token = ProofCases.bound(stage);
    String proof = new ProofCases.Proof(stage, token).text();
    assertThat(stage.verify(Shown.dpop(token, proof))).isEqualTo(ALICE);
    assertThat(stage.verify(Shown.dpop(token, proof))).isEqualTo("invalid-proof");
    pass(Duration.ofSeconds(59));
    assertThat(stage.verify(Shown.dpop(token, proof))).isEqualTo("invalid-proof");
  }

  private static String answer(String more) {
    return "{\"active\":true,\"sub\":\"alice\",\"aud\":\"countersign\",\"exp\":4102444800%s}"
        .formatted(more);
  }

  @Test
  void asksAboutAnOpaqueTokenAndKeepsTheAnswerForAWhile() {
    stage.introspectionSays(answer(",\"groups\":[\"a\"]"));
    assertThat(verify("opaque-1")).isEqualTo("person alice (a)");
    stage.introspectionSays("{\"active\":false}");
    assertThat(verify("opaque-1")).as("kept").isEqualTo("person alice (a)");
    pass(Duration.ofSeconds(10));
    assertThat(verify("opaque-1")).as("revoked").isEqualTo(BAD);
    assertThat(stage.questions.get()).isEqualTo(2);
  }

  @Test
  void keepsNoAnswerBeyondTheTokensEnd() {
    long end = stage.clock.instant().getEpochSecond() + 5;
    stage.introspectionSays(answer("").replace("4102444800", Long.toString(end)));
    assertThat(verify("opaque-2")).isEqualTo(ALICE);
    pass(Duration.ofSeconds(5));
    verify("opaque-2");
    assertThat(stage.questions.get()).isEqualTo(2);
  }

  @Test
  void refusesAnOpaqueTokenWhoseIssuerDoesNotAnswer() {
    stage.issuersAreAway();
    assertThat(verify("opaque-3")).isEqualTo(UNKNOWN);
  }

  @Test
  void refusesAnswersThatAreNotOneClearYes() {
    for (String answer :
        List.of(
            "{\"active\":\"true\",\"sub\":\"alice\",\"aud\":\"countersign\",\"exp\":4102444800}",
            "{\"sub\":\"alice\",\"aud\":\"countersign\",\"exp\":4102444800}",
            "{\"active\":true,\"sub\":\"alice\",\"aud\":\"other\",\"exp\":4102444800}",
            "{\"active\":true,\"sub\":\"alice\",\"aud\":\"countersign\"}",
            "{\"active\":true,\"sub\":\"alice\",\"aud\":\"countersign\",\"exp\":1}",
            answer(",\"iss\":\"https://main.example.com\""),
            answer(",\"cnf\":{\"jkt\":\"" + "A".repeat(43) + "\"}"))) {
      stage.introspectionSays(answer);
      assertThat(verify("opaque-4")).as(answer).isEqualTo(BAD);
    }
    for (String answer : List.of("", "yes", "[]", answer(",\"active\":false"))) {
      stage.introspectionSays(answer);
      assertThat(verify("opaque-5")).as(answer).isEqualTo(UNKNOWN);
    }
  }
}
