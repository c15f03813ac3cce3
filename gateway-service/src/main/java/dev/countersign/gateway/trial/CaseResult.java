package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.policy.Trail;
import dev.countersign.gateway.trial.PolicyCase.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a case came to.
///
/// @param differences what is not as expected, each as one line; none where the case holds
record CaseResult(PolicyCase tried, Verdict verdict, List<String> differences) {

  static CaseResult of(GatewayConfig config, PolicyCase tried) {
    Verdict verdict = Verdict.of(config, tried.question(), tried.answer(), Trail.NONE);
    return new CaseResult(tried, verdict, differences(tried.expected(), verdict));
  }

  boolean holds() {
    return differences.isEmpty();
  }

  private static List<String> differences(Expectation expected, Verdict verdict) {
    List<String> differences = new ArrayList<>();
    boolean isRefusal = !verdict.decision().matches("permit|approval");
    if (!expected.decision().equals("deny") || !isRefusal) {
      compare(differences, "expect", expected.decision(), verdict.decision());
    }
    compare(differences, "rules", expected.rules(), verdict.rules());
    compare(differences, "status", expected.status(), verdict.status());
    compare(differences, "risk", expected.risk(), verdict.risk());
    compare(differences, "approval", expected.approval(), verdict.approval());
    compare(differences, "masking", expected.masking(), verdict.masking());
    String part = expected.message();
    if (part != null && (verdict.message() == null || !verdict.message().contains(part))) {
      compare(differences, "message", part, verdict.message());
    }
    return differences;
  }

  private static void compare(
      List<String> differences, String what, @Nullable Object expected, @Nullable Object actual) {
    if (expected != null && !Objects.equals(expected, actual)) {
      differences.add("%s: %s (expected: %s)".formatted(what, actual, expected));
    }
  }
}
