package dev.countersign.replay;

import dev.countersign.test.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of the service's REST API.
record ReplayClient(int port, @Nullable String token) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What came back: status, headers and the JSON body.
  record Answer(int status, HttpResponse<String> response, JsonNode body) {
    String type() {
      return body.path("type").asString("");
    }

    List<JsonNode> items() {
      return body.path("items").valueStream().toList();
    }
  }

  static ReplayClient auditor(int port) {
    return new ReplayClient(port, TestIssuer.shared().token("ann").groups("auditors").sign());
  }

  Answer get(String path) {
    return send(to(path));
  }

  Answer post(String path, Map<String, String> members) {
    return postText(path, JSON.writeValueAsString(members));
  }

  Answer postText(String path, String json) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private Answer send(HttpRequest.Builder request) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String body = response.body().isEmpty() ? "null" : response.body();
      boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
      return new Answer(response.statusCode(), response, JSON.readTree(json ? body : "null"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All items of a list, page by page.
  List<JsonNode> all(String path, int limit) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (true) {
      Answer page = get(path + "?limit=" + limit + cursor);
      items.addAll(page.items());
      if (!page.body().has("next")) {
        return items;
      }
      cursor = "&cursor=" + page.body().path("next").asString();
    }
  }
}
