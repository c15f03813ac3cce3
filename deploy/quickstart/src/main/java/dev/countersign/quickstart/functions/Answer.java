package dev.countersign.quickstart.functions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a function answers: a status and a body that is known or written as it comes.
record Answer(int status, String contentType, long length, Body body) {
  /// Length of a body whose length is not known before.
  static final long CHUNKED = 0;

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Writes the body.
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  static Answer json(int status, Object value) {
    byte[] bytes = JSON.writeValueAsBytes(value);
    return new Answer(status, "application/json", bytes.length, out -> out.write(bytes));
  }

  static Answer error(int status, String message) {
    return json(status, Map.of("error", message));
  }

  static Answer text(int status, String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, contentType, bytes.length, out -> out.write(bytes));
  }

  static Answer streamed(String contentType, Body body) {
    return new Answer(200, contentType, CHUNKED, body);
  }
}
