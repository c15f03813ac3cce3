package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.enforcement.Reply.Pending;
import dev.countersign.service.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of our own replies.
///
/// A problem names no call: refusals of the same kind read the same, byte for byte.
final class ReplyJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReplyJson() {}

  static String problem(Problem problem) {
    String name = problem.type().wireName();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", Problems.type(name));
    members.put("title", name.replace('-', ' '));
    members.put("status", problem.status());
    members.put("detail", problem.detail());
    new TreeMap<>(problem.facts()).forEach(members::put);
    return MAPPER.writeValueAsString(members);
  }

  static String pending(CallId call, Pending pending) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("approval", pending.approval());
    members.put("state", pending.state());
    members.put("call", call.toString());
    return MAPPER.writeValueAsString(members);
  }
}
