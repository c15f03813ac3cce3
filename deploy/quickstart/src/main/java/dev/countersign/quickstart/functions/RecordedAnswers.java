package dev.countersign.quickstart.functions;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers that were recorded earlier, found by function and arguments.
///
/// Arguments are compared as JSON values: neither the order of members nor the way a number is
/// written matters. Where the same call was recorded more than once, its answers take turns.
final class RecordedAnswers {
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Recorded(List<JsonNode> answers, AtomicInteger next) {}

  private volatile Map<String, Recorded> byCall = Map.of();

  /// Takes the lines of a traffic file (`{session, seq, function, arguments, response}`) in place
  /// of all earlier ones.
  Answer replace(Request request) {
    var calls = new ConcurrentHashMap<String, Recorded>();
    int count = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(request.body()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          add(calls, JSON.readTree(line));
          count++;
        }
      }
    } catch (IOException | JacksonException e) {
      throw new Request.BadRequest("line " + (count + 1) + ": expected a JSON object", e);
    }
    byCall = calls;
    return Answer.json(200, Map.of("recorded", count));
  }

  Answer answer(Request request) {
    Recorded recorded = byCall.get(key(request.name(), request.object()));
    if (recorded == null) {
      return Answer.error(404, "no answer was recorded for this call");
    }
    int turn = Math.floorMod(recorded.next().getAndIncrement(), recorded.answers().size());
    return Answer.json(200, recorded.answers().get(turn));
  }

  private static void add(Map<String, Recorded> calls, JsonNode line) {
    String key = key(line.path("function").asString(""), line.path("arguments"));
    calls
        .computeIfAbsent(key, k -> new Recorded(new ArrayList<>(), new AtomicInteger()))
        .answers()
        .add(line.path("response"));
  }

  private static String key(String function, JsonNode arguments) {
    return function + " " + JSON.writeValueAsString(plain(arguments));
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      var members = new TreeMap<String, Object>();
      node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
      return members;
    }
    if (node.isArray()) {
      return node.valueStream().map(RecordedAnswers::plain).toList();
    }
    // A list keeps the number 1 apart from the text "1".
    return node.isNumber()
        ? List.of(node.decimalValue().stripTrailingZeros().toPlainString())
        : node;
  }
}
