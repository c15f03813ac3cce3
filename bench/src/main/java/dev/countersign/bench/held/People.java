package dev.countersign.bench.held;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// An approval-service whose people never decide, and the issuer of the gateway's token.
record People(HttpServer server) implements AutoCloseable {

  static People whoNeverDecide() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.createContext(
        "/token",
        exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":3600}"));
    server.createContext(
        "/api/v1/approvals/",
        exchange -> {
          boolean asksForOpen = exchange.getRequestURI().getPath().endsWith("/open");
          answer(
              exchange,
              asksForOpen ? 200 : 404,
              asksForOpen ? "{\"items\":[],\"mayAsk\":true}" : "{}");
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return new People(server);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
