package dev.countersign.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCasesTest {
  private static final IdentityStage STAGE = new IdentityStage();

  @AfterAll
  static void close() {
    STAGE.close();
  }

  static Stream<TokenCase> cases() {
    return Stream.of(SignatureCases.all(), ClaimCases.all(), ProofCases.all())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysOfEachTokenWhatTheTableSays(TokenCase token) {
    assertThat(STAGE.verify(token.given().apply(STAGE))).isEqualTo(token.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysTheSameToATokenThatItMayRemember(TokenCase token) {
    STAGE.verify(token.given().apply(STAGE));
    assertThat(STAGE.verify(token.given().apply(STAGE))).isEqualTo(token.expected());
  }
}
