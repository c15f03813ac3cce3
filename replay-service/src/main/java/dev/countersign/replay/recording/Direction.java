package dev.countersign.replay.recording;

/// Which way a frame went. Requests sort before responses, by name and by ordinal.
public enum Direction {
  REQUEST("request"),
  RESPONSE("response");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /// Reads the written form; another spelling or case is refused.
  public static Direction parse(String text) {
    return switch (text) {
      case "request" -> REQUEST;
      case "response" -> RESPONSE;
      default ->
          throw new IllegalArgumentException(
              "direction: not one of the two (expected: request or response)");
    };
  }

  public String text() {
    return text;
  }
}
