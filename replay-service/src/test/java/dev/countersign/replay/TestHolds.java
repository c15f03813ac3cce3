package dev.countersign.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.test.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// An audit-service as far as it knows legal holds; it says what it is told to say.
final class TestHolds implements AutoCloseable {
  static final String NONE = "{\"items\":[]}";

  private final Queue<String> next = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;
  private String always = NONE;
  private int status = 200;
  private boolean silent;
  private String authorization = "";

  private TestHolds(HttpServer server) {
    this.server = server;
  }

  static TestHolds start() {
    try {
      TestHolds holds =
          new TestHolds(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      holds.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      holds.server.createContext("/api/v1/holds/in-force", holds::answer);
      holds.server.start();
      return holds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The answer of the audit-service where one hold of that scope is in force.
  static String held(String scope) {
    return """
    {"items":[{"hold":"hold-1","placedBy":{"id":"kim","issuer":"i","groups":[],"kind":"person"},
    "placedAt":"2026-11-20T10:00:00Z","reason":"case 9","scope":%s}]}
    """
        .formatted(scope);
  }

  /// What is said from now on.
  synchronized void say(String json) {
    next.clear();
    always = json;
    status = 200;
    silent = false;
  }

  /// What is said once, before anything else.
  synchronized void sayFirst(String json) {
    next.add(json);
  }

  synchronized void answerWith(int code) {
    status = code;
  }

  synchronized void fallSilent() {
    silent = true;
  }

  synchronized String lastAuthorization() {
    return authorization;
  }

  private synchronized boolean isSilent(HttpExchange exchange) {
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return silent;
  }

  private synchronized String text() {
    String first = next.poll();
    return first == null ? always : first;
  }

  private synchronized int code() {
    return status;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (isSilent(exchange)) {
        Patience.passed(over);
      }
      byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(code(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
