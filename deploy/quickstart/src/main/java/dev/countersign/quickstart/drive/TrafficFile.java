package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.home.BadUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of recorded agent traffic, JSON lines of `{session, seq, function, arguments, response}`.
record TrafficFile(Path file, List<RecordedCall> calls) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Reads the first `limit` calls.
  ///
  /// @throws BadUsage naming the first line that is no recorded call
  static TrafficFile read(Path file, int limit) throws IOException {
    var calls = new ArrayList<RecordedCall>();
    try (Stream<String> lines = Files.lines(file)) {
      int number = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        number++;
        if (!line.isBlank() && calls.size() < limit) {
          calls.add(call(line, file + ":" + number));
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadUsage(file + ": no such file");
    }
    if (calls.isEmpty()) {
      throw new BadUsage(file + ": no calls in it");
    }
    return new TrafficFile(file, calls);
  }

  /// The calls of each session in the order of their numbers.
  List<List<RecordedCall>> sessions() {
    Map<String, List<RecordedCall>> sessions = new LinkedHashMap<>();
    calls.forEach(
        call -> sessions.computeIfAbsent(call.session(), name -> new ArrayList<>()).add(call));
    sessions.values().forEach(list -> list.sort(Comparator.comparingLong(RecordedCall::seq)));
    return List.copyOf(sessions.values());
  }

  /// The e-mail addresses in all answers.
  Set<String> addresses() {
    return calls.stream()
        .flatMap(call -> Emails.in(call.response().toString()).stream())
        .collect(Collectors.toSet());
  }

  private static RecordedCall call(String line, String place) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new BadUsage(place + ": no JSON");
    }
    JsonNode function = node.path("function");
    if (!node.path("session").isString()
        || !node.path("seq").isIntegralNumber()
        || !function.isString()
        || !function.asString().matches("[\\w.-]{1,128}")
        || !node.path("arguments").isObject()
        || !node.has("response")) {
      throw new BadUsage(
          place + ": no recorded call (expected: session, seq, function, arguments, response)");
    }
    return new RecordedCall(
        node.path("session").asString(),
        node.path("seq").asLong(),
        function.asString(),
        node.path("arguments"),
        node.path("response"));
  }
}
