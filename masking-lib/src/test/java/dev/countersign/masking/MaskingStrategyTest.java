package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.json;
import static dev.countersign.masking.TestPolicies.policy;
import static dev.countersign.masking.TestPolicies.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingStrategyTest {

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, ****1111",
    "12345678, ****5678",
    "1234567, ****",
    "'', ****",
    "****5678, ****5678",
    "****, ****",
    "abcdé€😀ü, ****é€😀ü",
  })
  void keepsTheLastFourOfTextThatIsLongEnough(String value, String masked) throws MaskingException {
    MaskingPolicy policy = policy(key(MaskingStrategy.keepLast(4)));
    assertThat(json(policy, "{\"k\":\"" + value + "\"}")).isEqualTo("{\"k\":\"" + masked + "\"}");
  }

  @Test
  void keepsNothingOfTextThatOnlyLooksMasked() throws MaskingException {
    MaskingPolicy policy = policy(key(MaskingStrategy.keepLast(4)));
    assertThat(json(policy, "{\"k\":\"****secret\"}")).isEqualTo("{\"k\":\"****cret\"}");
  }

  @Test
  void keepsTheLastOfAHitInsideText() throws MaskingException {
    MaskingRule rule = new MaskingRule.Detect("card", Detector.CARD, MaskingStrategy.keepLast(4));
    assertThat(text(policy(rule), "card 4111 1111 1111 1234 no, 4111-1111-1111-1111 yes"))
        .isEqualTo("card 4111 1111 1111 1234 no, ****1111 yes");
  }

  @Test
  void escapesWhatItPutsIntoJson() throws MaskingException {
    assertThat(json(policy(key(MaskingStrategy.fixed("\"\\é"))), "{\"k\":\"x\"}"))
        .isEqualTo("{\"k\":\"\\\"\\\\é\"}");
    assertThat(json(policy(key(MaskingStrategy.keepLast(2))), "{\"k\":\"abcd\\n\\ud800\"}"))
        .isEqualTo("{\"k\":\"****\\n\\ud800\"}");
  }

  @Test
  void keepsNumbersNumbersUnderEveryStrategy() throws MaskingException {
    for (MaskingStrategy strategy :
        List.of(
            MaskingStrategy.redact(), MaskingStrategy.fixed("x"), MaskingStrategy.keepLast(4))) {
      assertThat(json(policy(key(strategy)), "{\"k\":[4111111111111111,true,null]}"))
          .isEqualTo("{\"k\":[0,false,null]}");
    }
  }

  private static MaskingRule key(MaskingStrategy strategy) {
    return new MaskingRule.Key("k", List.of("k"), strategy);
  }
}
