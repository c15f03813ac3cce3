package dev.countersign.replay.recording;

/// Which way a frame went, or that it proves how a response was masked. Requests sort before
/// responses and these before their proofs, by name and by ordinal.
public enum Direction {
  REQUEST("request"),
  RESPONSE("response"),
  RESPONSE_PROOF("response-proof");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /// Reads the written form; another spelling or case is refused.
  public static Direction parse(String text) {
    return switch (text) {
      case "request" -> REQUEST;
      case "response" -> RESPONSE;
      case "response-proof" -> RESPONSE_PROOF;
      default ->
          throw new IllegalArgumentException(
              "direction: unknown (expected: request, response or response-proof)");
    };
  }

  public String text() {
    return text;
  }
}
