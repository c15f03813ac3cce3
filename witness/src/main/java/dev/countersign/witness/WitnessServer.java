package dev.countersign.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.log.MalformedProofFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A witness on HTTP: `POST /add-checkpoint` of C2SP `tlog-witness`, and `GET /`, the witness's
/// key.
///
/// There is no authentication: only what a known log signed is looked at. A request is at most as
/// long as a checkpoint can be, and has ten seconds to arrive. TLS is for a proxy in front.
public final class WitnessServer implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  static {
    // Read once by the JDK's server, when its first one is made. An operator's own values win.
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "10");
    limit("sun.net.httpserver.maxReqHeaders", "50");
    limit("sun.net.httpserver.maxReqHeaderSize", "16384");
    limit("jdk.httpserver.maxConnections", "256");
  }

  private final Witness witness;
  private final PrintStream log;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(Witness witness, PrintStream log, HttpServer http) {
    this.witness = witness;
    this.log = log;
    this.http = http;
  }

  private static void limit(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /// Serves from now on; the witness stays the caller's to close.
  public static WitnessServer start(Witness witness, InetSocketAddress address, PrintStream log)
      throws IOException {
    var server = new WitnessServer(witness, log, HttpServer.create(address, BACKLOG));
    server.http.setExecutor(server.threads);
    server.http.createContext("/", server::serve);
    server.http.start();
    return server;
  }

  /// Where it is reached on this machine.
  public URI address() {
    InetSocketAddress bound = http.getAddress();
    String host = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getHostString();
    return URI.create(
        "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, bound.getPort()));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  private record Answer(int status, String type, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, TEXT, body + "\n");
    }

    static Answer size(long size) {
      return new Answer(409, SIZE, size + "\n");
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String wanted = path.equals("/") ? "GET" : "POST";
    if (!path.equals("/") && !path.equals("/add-checkpoint")) {
      return Answer.text(404, "no such path");
    }
    if (!exchange.getRequestMethod().equals(wanted)) {
      exchange.getResponseHeaders().set("Allow", wanted);
      return Answer.text(405, "method not allowed");
    }
    return wanted.equals("GET")
        ? Answer.text(200, witness.publicKey().text())
        : add(exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_BYTES + 1));
  }

  private Answer add(byte[] body) {
    if (body.length > AddCheckpoint.MAX_BYTES) {
      return Answer.text(413, "request: longer than " + AddCheckpoint.MAX_BYTES + " bytes");
    }
    try {
      var request = AddCheckpoint.parse(body);
      return answer(request, witness.add(request));
    } catch (MalformedProofFileException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      log.println("witness: nothing cosigned: " + e);
      return Answer.text(500, "the state could not be stored; nothing was cosigned");
    }
  }

  private Answer answer(AddCheckpoint request, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Cosigned(var signature) -> Answer.text(200, signature.toString());
      case Verdict.UnknownLog() -> Answer.text(404, "origin: unknown here");
      case Verdict.NotSigned() -> Answer.text(403, "checkpoint: not signed by a key of its log");
      case Verdict.Shrinks() -> Answer.text(400, "old size: larger than the checkpoint's");
      case Verdict.OtherSize(long size) -> Answer.size(size);
      case Verdict.Forked(long size) -> {
        log.println(
            "witness: its log signed two trees of one size. The second:\n" + request.note());
        yield Answer.size(size);
      }
      case Verdict.NotProven() -> Answer.text(422, "consistency proof: does not hold");
    };
  }
}
