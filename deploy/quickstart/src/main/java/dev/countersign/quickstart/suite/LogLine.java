package dev.countersign.quickstart.suite;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of a part's log: plain text, or JSON in the Elastic Common Schema as the services write
/// it.
record LogLine(boolean isError, String message) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static LogLine of(String line) {
    if (line.startsWith("{")) {
      try {
        JsonNode entry = JSON.readTree(line);
        boolean error = entry.path("log").path("level").asString("").equals("ERROR");
        return new LogLine(error, entry.path("message").asString(line));
      } catch (JacksonException plainText) {
        return new LogLine(false, line);
      }
    }
    return new LogLine(false, line);
  }
}
