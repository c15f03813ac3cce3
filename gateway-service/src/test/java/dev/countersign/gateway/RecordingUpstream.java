package dev.countersign.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// An upstream that keeps all it sees, and answers as it was told for a path.
final class RecordingUpstream {
  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

  /// One request as it arrived.
  record Seen(String method, String target, Headers headers, String body) {}

  /// How a request is answered; the body was read already.
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  private RecordingUpstream(HttpServer server) {
    this.server = server;
  }

  static RecordingUpstream start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RecordingUpstream upstream = new RecordingUpstream(server);
      server.createContext("/", upstream::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int count() {
    return seen.size();
  }

  Seen last() {
    return seen.getLast();
  }

  List<Seen> all() {
    return List.copyOf(seen);
  }

  void on(String path, Behaviour behaviour) {
    behaviours.put(path, behaviour);
  }

  static Behaviour json(int status, String body) {
    return typed(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static Behaviour typed(int status, String contentType, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Headers headers = new Headers();
      headers.putAll(exchange.getRequestHeaders());
      seen.add(
          new Seen(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
      behaviours
          .getOrDefault(exchange.getRequestURI().getRawPath(), json(200, "{\"ok\":true}"))
          .answer(exchange);
    }
  }
}
