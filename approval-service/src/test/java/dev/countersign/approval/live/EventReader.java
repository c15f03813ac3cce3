package dev.countersign.approval.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a stream of server-sent events as it comes.
public final class EventReader implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> response;
  private volatile String lastId = "";
  private volatile boolean reset;

  public EventReader(HttpRequest request) {
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      // The test closed it.
    }
  }

  private void take(String line) {
    if (line.startsWith("id: ")) {
      lastId = line.substring(4);
    } else if (line.equals("event: reset")) {
      reset = true;
    } else if (line.startsWith("data: ") && line.length() > 8) {
      events.add(JsonMapper.shared().readTree(line.substring(6)));
    }
  }

  int status() {
    return response.statusCode();
  }

  boolean wasReset() {
    return reset;
  }

  String lastId() {
    return lastId;
  }

  List<String> statesOf(UUID approval) {
    return events.stream()
        .filter(event -> event.path("id").asString().equals(approval.toString()))
        .map(event -> event.path("state").asString())
        .toList();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.shutdownNow();
  }
}
