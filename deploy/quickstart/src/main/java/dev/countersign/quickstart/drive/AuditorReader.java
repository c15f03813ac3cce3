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
  private static final int NOT_FOUND = 404;

  private final Http http;
  private final String service;
  private final FreshToken auditor;

  AuditorReader(Http http, String service, FreshToken auditor) {
    this.http = http;
    this.service = service;
    this.auditor = auditor;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return found(ask(path));
  }

  /// Goes through the items of all pages.
  ///
  /// @param query path and query, without the place
  /// @param place the parameter that leads on with the value of a page's `next`
  /// @param first its first value; empty to begin at the beginning
  void each(String query, String place, String first, Consumer<JsonNode> reader)
      throws IOException, InterruptedException {
    pages(found(ask(at(query, place, first))), query, place, reader);
  }

  /// The same, with nothing to go through where the service does not know what is asked for.
  void eachIfKnown(String query, String place, Consumer<JsonNode> reader)
      throws IOException, InterruptedException {
    Reply reply = ask(query);
    if (reply.status() != NOT_FOUND) {
      pages(found(reply), query, place, reader);
    }
  }

  private void pages(JsonNode first, String query, String place, Consumer<JsonNode> reader)
      throws IOException, InterruptedException {
    JsonNode page = first;
    page.path("items").valueStream().forEach(reader);
    for (String next = next(page); !next.isEmpty(); next = next(page)) {
      page = get(at(query, place, next));
      page.path("items").valueStream().forEach(reader);
    }
  }

  private Reply ask(String path) throws IOException, InterruptedException {
    return http.get(service + path, Http.bearer(auditor.reveal()));
  }

  private JsonNode found(Reply reply) throws IOException {
    if (reply.status() != 200) {
      throw new IOException(service + " answered " + reply.brief());
    }
    return reply.json();
  }

  private static String at(String query, String place, String value) {
    return value.isEmpty() ? query : query + "&" + place + "=" + encoded(value);
  }

  private static String next(JsonNode page) {
    return page.path("next").asString("");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
