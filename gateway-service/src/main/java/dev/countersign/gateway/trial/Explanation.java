package dev.countersign.gateway.trial;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.config.rule.Network;
import dev.countersign.gateway.policy.Question;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why a call would be decided as it would: every rule that is asked, in order, and what it says.
record Explanation(String policy, List<Step> steps, Verdict verdict) {

  /// A rule and its answer.
  record Step(String rule, String outcome) {}

  /// Asks the policy about a call given in options.
  ///
  /// @throws IllegalArgumentException when the options do not say a call
  static Explanation of(GatewayConfig config, List<String> options) {
    List<Step> steps = new ArrayList<>();
    Verdict verdict =
        Verdict.of(
            config, question(options), null, (rule, outcome) -> steps.add(new Step(rule, outcome)));
    return new Explanation(config.digest(), steps, verdict);
  }

  private static Question question(List<String> options) {
    Map<String, String> given = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < options.size(); i += 2) {
      String name = options.get(i);
      if (!name.matches("--(caller|call|args|at|source|header)") || i + 1 == options.size()) {
        throw new IllegalArgumentException(
            name
                + " (expected: --caller, --call, --args, --at, --source or --header, and a value)");
      }
      String value = options.get(i + 1);
      if (name.equals("--header")) {
        String[] parts = value.split("=", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1]);
      } else {
        given.put(name, value);
      }
    }
    return question(given, headers);
  }

  private static Question question(Map<String, String> given, Map<String, String> headers) {
    String caller = given.get("--caller");
    String call = given.get("--call");
    if (caller == null || call == null || call.split("/").length != 2) {
      throw new IllegalArgumentException(
          "explain: no call (expected: --caller 'alice@support' --call connection/function)");
    }
    String[] parts = call.split("/");
    Operation operation =
        new Operation(
            parts[0], parts[1], Protocol.HTTP, call, arguments(given.getOrDefault("--args", "{}")));
    Caller known = CallerText.parse(caller);
    String source = given.get("--source");
    String at = given.get("--at");
    return new Question(
        operation,
        known,
        new Surroundings(source == null ? null : Network.address(source), "/" + call, headers),
        PastUse.NONE,
        at == null ? Clock.systemUTC().instant() : Instant.parse(at));
  }

  private static Arguments arguments(String json) {
    try {
      return Arguments.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    } catch (ArgumentsRefused e) {
      throw new IllegalArgumentException("--args: " + e.getMessage(), e);
    }
  }

  String text() {
    StringBuilder out = new StringBuilder();
    int width = steps.stream().mapToInt(step -> step.rule().length()).max().orElse(0);
    for (Step step : steps) {
      out.append("  ").append(step.rule()).append(" ".repeat(width - step.rule().length() + 2));
      out.append(step.outcome()).append('\n');
    }
    out.append(verdict.decision()).append(", cited: ");
    out.append(verdict.rules().isEmpty() ? "nothing" : String.join(" ", verdict.rules()));
    if (verdict.message() != null) {
      out.append("\nThe caller is told: ").append(verdict.message());
    }
    return out.append("\nPolicy: ").append(policy).toString();
  }

  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("policy", policy);
    members.put("asked", steps);
    members.put("verdict", PolicyJson.verdict(verdict));
    return PolicyJson.write(members);
  }
}
