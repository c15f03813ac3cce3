package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.ConfigMistake;
import dev.countersign.gateway.config.GatewayConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The command's answers as JSON, for programs.
final class PolicyJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PolicyJson() {}

  static String mistakes(ConfigException e) {
    List<Map<String, Object>> mistakes = e.mistakes().stream().map(PolicyJson::mistake).toList();
    return JSON.writeValueAsString(Map.of("mistakes", mistakes));
  }

  private static Map<String, Object> mistake(ConfigMistake mistake) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", mistake.file());
    members.put("line", mistake.line());
    members.put("column", mistake.column());
    members.put("what", mistake.what());
    members.put("expected", mistake.expected());
    return members;
  }

  static String checked(GatewayConfig config) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("digest", config.digest());
    members.put("connections", List.copyOf(config.connections().keySet()));
    members.put("mistakes", List.of());
    return JSON.writeValueAsString(members);
  }

  static String tested(List<CaseResult> results) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cases", results.size());
    members.put("failed", results.stream().filter(result -> !result.holds()).count());
    members.put("results", results.stream().map(PolicyJson::result).toList());
    return JSON.writeValueAsString(members);
  }

  private static Map<String, Object> result(CaseResult result) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", result.tried().name());
    members.put("line", result.tried().line());
    members.put("holds", result.holds());
    members.put("differences", result.differences());
    members.put("verdict", verdict(result.verdict()));
    return members;
  }

  static Map<String, Object> verdict(Verdict verdict) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("decision", verdict.decision());
    members.put("rules", verdict.rules());
    members.put("status", verdict.status());
    putPresent(members, "message", verdict.message());
    putPresent(members, "risk", verdict.risk());
    putPresent(members, "approval", verdict.approval());
    members.put("masking", verdict.masking());
    return members;
  }

  private static void putPresent(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  static String write(Object value) {
    return JSON.writeValueAsString(value);
  }
}
