package dev.countersign.masking;

import dev.countersign.masking.path.JsonPath;
import java.util.List;

/// Which strings of server-sent events are parts of longer texts, to be judged as one text each.
///
/// See `docs/design/0004-masking-deltas.md`. What is not taken for a part is masked event by event,
/// so a secret that is cut by the boundary of two events passes there.
///
/// @param named whether strings named `delta`, and the texts inside of members of that name, are
///   such parts
/// @param plain whether the data of events that have no name and are no JSON are such parts, and
///   data that is one JSON string; an event then waits until its last word is complete
/// @param paths JSON paths of further strings
public record StreamDeltas(boolean named, boolean plain, List<String> paths) {

  private static final StreamDeltas DEFAULTS =
      new StreamDeltas(
          true,
          true,
          List.of(
              "$.choices[*].text",
              "$.candidates[*].content.parts[*].text",
              "$.delta.content[*].text.value",
              "$.completion"));

  /// @throws IllegalArgumentException where a path is malformed
  public StreamDeltas {
    paths = List.copyOf(paths);
    paths.forEach(JsonPath::parse);
  }

  /// Names, plain text, and the texts of those model APIs that call them otherwise.
  public static StreamDeltas defaults() {
    return DEFAULTS;
  }
}
