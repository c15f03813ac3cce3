package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.json;
import static dev.countersign.masking.TestPolicies.policy;
import static dev.countersign.masking.TestPolicies.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.masking.MaskingPolicyException.Mistake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternRuleTest {

  private static final MaskingPolicy POLICY =
      policy(
          pattern("employee", "EMP-\\d{6}"),
          pattern("ticket", "\\bTKT\\d+\\b"),
          pattern("account", "77\\d{8}"),
          MaskingRule.detect("email", Detector.EMAIL));

  @Test
  void hidesWhatAPatternMatchesWhereverItStands() throws MaskingException {
    String body =
        """
        {"a":"EMP-123456 and TKT7, x@y.org","EMP-123456":1,"n":[7712345678,771234567],
        "e":"\\u0045MP-123456","j":"{\\"t\\":\\"EMP-654321\\"}"}\
        """;
    assertThat(json(POLICY, body))
        .isEqualTo(
            """
            {"a":"[redacted:employee] and [redacted:ticket], [redacted:email]","[redacted:employee]":1,"n":[0,771234567],
            "e":"[redacted:employee]","j":"{\\"t\\":\\"[redacted:employee]\\"}"}\
            """);
    assertThat(text(POLICY, "see EMP-123456\nTKT1TKT2 TKT3"))
        .isEqualTo("see [redacted:employee]\nTKT1TKT2 [redacted:ticket]");
  }

  @Test
  void givesTheSameForEveryChunkingAndASecondTime() {
    byte[] body =
        "{\"a\":\"EMP-123456EMP-123457 EMP-12345é6 TKT7\",\"b\":\"x@EMP-123456.org\"}"
            .getBytes(UTF_8);
    Outcome whole = Outcome.of(POLICY, MediaKind.JSON, body);
    for (int cut = 0; cut <= body.length; cut++) {
      assertThat(Outcome.of(POLICY, MediaKind.JSON, body, cut)).isEqualTo(whole);
    }
    assertThat(twice(new String(body, UTF_8))).isTrue();
  }

  @Test
  void refusesPatternsWithRuleAndReason() {
    List<MaskingRule> rules =
        List.of(
            pattern("good", "x+"),
            pattern("open", "x("),
            pattern("own", "[a-z]+"),
            new MaskingRule.Pattern("kept", "x", MaskingStrategy.keepLast(2)),
            new MaskingRule.Pattern("again", "-", MaskingStrategy.fixed("*-*")));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(rules))
        .satisfies(
            e -> assertThat(e.mistakes()).extracting(Mistake::position).containsExactly(1, 2, 3, 4))
        .withMessageContaining("rule 1 (open): pattern: x( at 0: missing closing )")
        .withMessageContaining("rule 2 (own): pattern: matches '[redacted:own]'");
  }

  @Test
  void runsSixteenPatternsBesideEveryDetector() throws MaskingException {
    List<MaskingRule> rules = new ArrayList<>();
    for (Detector detector : Detector.values()) {
      rules.add(MaskingRule.detect("detected", detector));
    }
    StringBuilder body = new StringBuilder();
    StringBuilder masked = new StringBuilder();
    for (int i = 1; i <= 16; i++) {
      rules.add(pattern("pattern", "~".repeat(100 + i) + "x"));
      body.append("~".repeat(100 + i)).append("x ");
      masked.append("[redacted:pattern] ");
    }
    assertThat(text(policy(rules.toArray(MaskingRule[]::new)), body.toString()))
        .isEqualTo(masked.toString());
  }

  @Test
  void refusesMorePatternsThanItCanRunSideBySide() {
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(Collections.nCopies(17, pattern("p", "x9"))))
        .withMessageContaining("rule 16 (p): patterns: more than 16");
  }

  @ParameterizedTest
  @CsvSource({
    "[0-9], a***, a***#d, a***#f, b",
    "[2-3], a***, a***#d, a4, b",
    "[0-9b-z], a***, a***#%, a***#&, ***#+",
  })
  void namesAreToldApartByANumberThatNoPatternHits(
      String pattern, String first, String second, String third, String fourth)
      throws MaskingException {
    MaskingPolicy policy = policy(starred(pattern));
    String members = "{\"%s\":true,\"%s\":true,\"%s\":true,\"%s\":true}";
    String masked = members.formatted(first, second, third, fourth);
    assertThat(json(policy, members.formatted("a2", "a3", "a4", "b"))).isEqualTo(masked);
    assertThat(json(policy, masked)).isEqualTo(masked);
  }

  @Test
  void whereAPatternHitsEveryNumberTheNamesAreDuplicates() throws MaskingException {
    MaskingPolicy policy = policy(starred("[^*]"));
    assertThat(json(policy, "{\"a\":true}")).isEqualTo("{\"***\":true}");
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> json(policy, "{\"a\":true,\"b\":true}"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(MaskingException.Reason.DUPLICATE_KEY));
  }

  private static MaskingRule starred(String pattern) {
    return new MaskingRule.Pattern("starred", pattern, MaskingStrategy.fixed("***"));
  }

  private static boolean twice(String body) {
    try {
      String once = json(POLICY, body);
      return json(POLICY, once).equals(once);
    } catch (MaskingException e) {
      return false;
    }
  }

  @Test
  void asManyPatternsAsThereMayBeGoWithEveryDetector() throws MaskingException {
    List<MaskingRule> rules = new ArrayList<>();
    for (Detector detector : Detector.values()) {
      rules.add(MaskingRule.detect(detector.label(), detector));
    }
    for (int i = 1; i <= 16; i++) {
      rules.add(pattern("pattern-" + i, "x{" + 3 * i + "}y"));
    }
    MaskingPolicy policy = MaskingPolicy.compile(rules);
    assertThat(TestPolicies.json(policy, "[\"%sy\"]".formatted("x".repeat(48))))
        .isEqualTo("[\"[redacted:pattern-16]\"]");
    assertThat(TestPolicies.json(policy, "[\"joe@example.org\"]"))
        .isEqualTo("[\"[redacted:email]\"]");
  }

  private static MaskingRule pattern(String name, String pattern) {
    return new MaskingRule.Pattern(name, pattern, MaskingStrategy.redact());
  }
}
