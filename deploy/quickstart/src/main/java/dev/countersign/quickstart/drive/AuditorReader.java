package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads the REST APIs of a service as an auditor.
final class AuditorReader {
  private final Http http;
  private final String service;
  private final FreshToken auditor;

  AuditorReader(Http http, String service, FreshToken auditor) {
    this.http = http;
    this.service = service;
    this.auditor = auditor;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    Reply reply = http.get(service + path, Http.bearer(auditor.reveal()));
    if (reply.status() != 200) {
      throw new IOException(service + " answered " + reply.brief());
    }
    return reply.json();
  }

  /// Goes through the items of all pages.
  ///
  /// @param query path and query, without the place
  /// @param place the parameter that leads on with the value of a page's `next`
  /// @param first its first value; empty to begin at the beginning
  void each(String query, String place, String first, Consumer<JsonNode> reader)
      throws IOException, InterruptedException {
    String next = first;
    do {
      JsonNode page = get(next.isEmpty() ? query : query + "&" + place + "=" + encoded(next));
      page.path("items").valueStream().forEach(reader);
      next = page.path("next").asString("");
    } while (!next.isEmpty());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
