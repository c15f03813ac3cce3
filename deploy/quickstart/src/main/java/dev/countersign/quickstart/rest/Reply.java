package dev.countersign.quickstart.rest;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// An HTTP answer, whole in memory.
public record Reply(int status, HttpHeaders headers, byte[] body) {
  private static final String PROBLEM = "urn:countersign:problem:";
  private static final JsonMapper JSON = JsonMapper.shared();

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as JSON; a missing node where it is none.
  public JsonNode json() {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /// A header's value, empty where it is missing.
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// The problem's name (RFC 9457 `type` without its prefix), or `status <n>` where there is none.
  public String problem() {
    String type = json().path("type").asString("");
    return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "status " + status;
  }

  /// Status, problem and detail in one line, for a person.
  public String brief() {
    String detail = json().path("detail").asString("");
    return status + " " + problem() + (detail.isEmpty() ? "" : ": " + detail);
  }
}
