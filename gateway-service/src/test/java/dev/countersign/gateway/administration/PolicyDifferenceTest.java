package dev.countersign.gateway.administration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {
  private static final String BEFORE =
      """
      connections:
        - name: payments
          type: http
          credential: { header: A, value: secret-one }
          guardrails:
            - { name: first, deny: "true" }
            - { name: second, deny: "false" }
        - name: old
          type: http
      """;

  private static List<String> between(String before, String after) {
    return PolicyDifference.between(before.getBytes(UTF_8), after.getBytes(UTF_8)).stream()
        .map(entry -> entry.change() + " " + entry.path())
        .toList();
  }

  @Test
  void layoutAndCommentsAreNoDifference() {
    String after =
        BEFORE.replace(
            "{ name: first, deny: \"true\" }", "{ deny: 'true', name: first } # as it was");

    assertThat(between(BEFORE, after)).isEmpty();
  }

  @Test
  void namesWhatIsAddedChangedMovedAndRemoved() {
    String after =
        """
        connections:
          - name: payments
            type: http
            credential: { header: A, value: secret-two }
            guardrails:
              - { name: second, deny: "1 == 2" }
              - { name: first, deny: "true" }
              - { name: third, deny: "true" }
          - name: fresh
            type: http
        """;

    assertThat(between(BEFORE, after))
        .containsExactlyInAnyOrder(
            "changed connections/payments/credential/value",
            "changed connections/payments/guardrails/second/deny",
            "added connections/payments/guardrails/third",
            "moved connections/payments/guardrails",
            "added connections/fresh",
            "removed connections/old");
  }

  @Test
  void tellsNoValue() {
    assertThat(between(BEFORE, BEFORE.replace("secret-one", "secret-two")).toString())
        .doesNotContain("secret-");
  }
}
