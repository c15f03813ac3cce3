package dev.countersign.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.masking.MaskingPolicyException.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingPolicyTest {

  @Test
  void namesEveryBadRuleAtOnce() {
    List<MaskingRule> rules =
        List.of(
            MaskingRule.key("good", "a"),
            MaskingRule.key("Bad Name", "a"),
            MaskingRule.key("empty"),
            MaskingRule.key("blank", "_"),
            MaskingRule.path("path", "$.a[?(@.b)]"),
            detect("long", MaskingStrategy.fixed("*".repeat(65))),
            detect("again", MaskingStrategy.fixed("x@y.org")),
            detect("kept", MaskingStrategy.keepLast(5)),
            new MaskingRule.Detect("pem", Detector.PEM, MaskingStrategy.keepLast(4)));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(rules))
        .satisfies(e ->
            assertThat(e.mistakes())
                .extracting(Mistake::position)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8))
        .withMessageContaining("rule 4 (path): path: $.a[?(@.b)] at 4 (expected: *, an index")
        .withMessageContaining("rule 7 (kept): keep-last: 5 (expected: 1 to 4)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        ".a",
        "$a",
        "$.",
        "$..",
        "$.a.",
        "$[",
        "$[]",
        "$['a]",
        "$['a'",
        "$[-1]",
        "$[1:2]",
        "$[0,1]",
        "$.a[?@.b]",
        "$. a",
        "$.a..",
        "$[999999999999]",
        "$['a\\",
      })
  void refusesAPathThatItCannotFollow(String path) {
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(List.of(MaskingRule.path("p", path))))
        .withMessageContaining("(expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*x", "x*", "*\"*", "*[*", "*1*", "\n", "\ud800"})
  void refusesAFixedTextThatADetectorCouldTakeForMore(String text) {
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(
            () -> MaskingPolicy.compile(List.of(detect("fixed", MaskingStrategy.fixed(text)))));
  }

  @Test
  void compilesManyPathsAndKeepsThemApart() throws MaskingException {
    List<MaskingRule> rules =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(i -> MaskingRule.path("r" + i, "$.a.b.k" + i))
            .toList();
    assertThat(
            TestPolicies.json(MaskingPolicy.compile(rules), "{\"a\":{\"b\":{\"k499\":1,\"k\":2}}}"))
        .isEqualTo("{\"a\":{\"b\":{\"k499\":0,\"k\":2}}}");
  }

  @Test
  void shipsPacksThatCompile() {
    for (String pack : MaskingPacks.names()) {
      assertThat(MaskingPolicy.compile(MaskingPacks.rules(pack))).isNotNull();
    }
    assertThat(MaskingPacks.names()).containsExactly("eu-ids", "pci", "phi", "pii", "secrets");
  }

  @Test
  void hidesOneTimeCodesWithTheSecrets() throws MaskingException {
    MaskingPolicy secrets = MaskingPolicy.compile(MaskingPacks.rules("secrets"));

    assertThat(TestPolicies.json(secrets, "{\"otp\":\"482913\",\"verificationCode\":482913}"))
        .isEqualTo("{\"otp\":\"[redacted:one-time]\",\"verificationCode\":0}");
  }

  @Test
  void refusesAPackThatThereIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskingPacks.rules("gdpr"))
        .withMessage("masking pack: gdpr (expected: [eu-ids, pci, phi, pii, secrets])");
  }

  @Test
  void knowsDetectorsByTheNameAnOperatorWrites() {
    for (Detector detector : Detector.values()) {
      assertThat(Detector.named(detector.label())).contains(detector);
    }
    assertThat(Detector.named("EMAIL")).isEmpty();
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskingLimits(0, 1024, 10, 3))
        .withMessage("masking max-depth: 0 (expected: 1 to 10000)");
  }

  private static MaskingRule detect(String name, MaskingStrategy strategy) {
    return new MaskingRule.Detect(name, Detector.EMAIL, strategy);
  }
}
