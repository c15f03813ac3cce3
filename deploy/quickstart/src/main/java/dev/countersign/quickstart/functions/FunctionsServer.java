package dev.countersign.quickstart.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// The sample functions' HTTP server. Each request needs the credential that only the gateway
/// holds; without it the answer is 401 and nothing is counted.
public final class FunctionsServer implements AutoCloseable {
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private final byte[] credential;
  private final HttpServer server;
  private final Payments payments = new Payments();
  private final RecordedAnswers recorded = new RecordedAnswers();
  private final Troubles troubles = new Troubles();
  private final Counter counter = new Counter();
  private final SeenTraces seen = new SeenTraces();

  /// Starts listening on 127.0.0.1; port 0 takes a free one.
  public FunctionsServer(int port, String token) throws IOException {
    this.credential = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// Runs the functions as a process of their own.
  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    int port = Integer.parseInt(environment.getOrDefault("SERVER_PORT", "8081"));
    String token =
        Optional.ofNullable(environment.get("PAYMENTS_TOKEN"))
            .orElseThrow(() -> new IllegalStateException("PAYMENTS_TOKEN: not set"));
    var server = new FunctionsServer(port, token);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
      var uri = exchange.getRequestURI();
      Answer answer =
          answer(
              exchange,
              Request.of(exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery(), body));
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), answer.length());
      answer.body().writeTo(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange, Request request) {
    if (request.route().equals("GET /health")) {
      return Answer.json(200, Map.of("status", "UP"));
    }
    String presented = header(exchange, "Authorization");
    if (!MessageDigest.isEqual(credential, presented.getBytes(StandardCharsets.UTF_8))) {
      return Answer.error(401, "credential: missing or wrong");
    }
    try {
      return route(request, header(exchange, "traceparent"));
    } catch (Request.BadRequest e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      System.Logger log = System.getLogger(FunctionsServer.class.getName());
      log.log(System.Logger.Level.ERROR, "a function broke", e);
      return Answer.error(500, "the function broke");
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private Answer route(Request request, String traceparent) {
    return switch (request.route()) {
      case "GET /counter" -> counter.show();
      case "GET /seen" -> seen.show();
      case "PUT /recorded" -> recorded.replace(request);
      default -> {
        counter.count(request.route());
        seen.saw(traceparent);
        yield call(request);
      }
    };
  }

  private Answer call(Request request) {
    return switch (request.route()) {
      case "GET /customers" ->
          request.name().isEmpty() ? payments.list(request) : payments.customer(request);
      case "POST /refunds" -> payments.refund(request);
      case "POST /query" -> payments.query(request);
      case "POST /functions" -> recorded.answer(request);
      case "GET /slow" -> troubles.slow(request);
      case "GET /stream" -> troubles.stream(request);
      case "GET /garbage" -> troubles.garbage();
      case "GET /reset" -> troubles.reset();
      default -> Answer.error(404, "no such function");
    };
  }
}
