package dev.countersign.audit;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.NoteKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Answers every request with a signature line under its own name that signs something else.
final class LyingWitness implements AutoCloseable {
  private final Cosigner cosigner;
  private final HttpServer http;

  private LyingWitness(Cosigner cosigner, HttpServer http) {
    this.cosigner = cosigner;
    this.http = http;
  }

  static LyingWitness start(Cosigner cosigner, InetSocketAddress address) throws IOException {
    var witness = new LyingWitness(cosigner, HttpServer.create(address, 0));
    byte[] lie =
        (cosigner.cosign("another text\n", Instant.EPOCH) + "\n").getBytes(StandardCharsets.UTF_8);
    witness.http.createContext(
        "/add-checkpoint",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, lie.length);
          exchange.getResponseBody().write(lie);
          exchange.close();
        });
    witness.http.start();
    return witness;
  }

  NoteKey publicKey() {
    return cosigner.publicKey();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
