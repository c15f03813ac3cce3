package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That nothing was found in texts of a form is known under one name of one policy alone.
class QuietFormsTest {

  private static final String REST = ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]";

  private final MaskingPolicy cards = policy(Detector.CARD);
  private final MaskingPolicy numbers = policy(Detector.SSN);

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"%s\"" + REST, "{\"a\": \"%s\", \"b\": [1" + REST + "}", "[[\"%s\"]" + REST})
  void whatOnePolicyLeavesAloneAnotherHides(String body) throws IOException {
    for (int i = 1; i < 5; i++) {
      String value = "219-09-123" + i;
      assertThat(masked(cards, body.formatted(value))).contains(value);
      assertThat(masked(numbers, body.formatted(value))).contains("[redacted:ssn]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": \"%s\", \"ssn\": \"%s\", \"b\": [1" + REST + "}"})
  void whatSaysNothingUnderOneNameIsHiddenUnderAnother(String body) throws IOException {
    for (int i = 1; i < 5; i++) {
      String value = "21909123" + i;
      assertThat(masked(numbers, body.formatted(value, value)))
          .contains("\"a\": \"" + value + "\", \"ssn\": \"[redacted:ssn]\"");
    }
  }

  private static String masked(MaskingPolicy policy, String body) throws IOException {
    return new String(policy.mask(MediaKind.JSON, body.getBytes(UTF_8)).bytes(), UTF_8);
  }

  private static MaskingPolicy policy(Detector detector) {
    return MaskingPolicy.compile(List.of(MaskingRule.detect(detector.label(), detector)));
  }
}
