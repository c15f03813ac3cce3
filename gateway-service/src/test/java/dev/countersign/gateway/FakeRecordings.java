package dev.countersign.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.evidence.record.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The replay-service's answers in small: whole masked answers out of the frames on the topic, by
/// their digest, for gateways.
final class FakeRecordings {
  private final Map<String, ByteArrayOutputStream> underWay = new ConcurrentHashMap<>();
  private final Map<String, byte[]> whole = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile boolean down;
  private volatile boolean late;
  private volatile boolean lying;

  private FakeRecordings(HttpServer server) {
    this.server = server;
  }

  static FakeRecordings start(String bootstrapServers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeRecordings fake = new FakeRecordings(server);
      server.createContext("/api/v1/calls/", fake::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      TopicReader.follow(bootstrapServers, List.of("countersign.recordings"), fake::take);
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void down(boolean isDown) {
    down = isDown;
  }

  /// Whether frames have not arrived yet.
  void late(boolean isLate) {
    late = isLate;
  }

  /// Whether it gives other bytes than were recorded.
  void lying(boolean isLying) {
    lying = isLying;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String call = exchange.getRequestURI().getPath().split("/")[4];
      String query = exchange.getRequestURI().getQuery();
      byte[] bytes = late ? null : whole.get(call);
      if (down) {
        exchange.sendResponseHeaders(503, -1);
      } else if (authorization == null || !authorization.startsWith("Bearer service-")) {
        exchange.sendResponseHeaders(401, -1);
      } else if (bytes == null || !query.equals("digest=" + Digest.of(bytes))) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        byte[] given = lying ? "{\"other\":true}".getBytes(StandardCharsets.UTF_8) : bytes;
        exchange.sendResponseHeaders(200, given.length);
        exchange.getResponseBody().write(given);
      }
    }
  }

  // A session's frames are in one partition, so those of a call come in order.
  private void take(ConsumerRecord<String, byte[]> frame) {
    if (!header(frame, "cs_direction").equals("response")) {
      return;
    }
    String call = header(frame, "cs_call");
    ByteArrayOutputStream bytes =
        underWay.computeIfAbsent(call, key -> new ByteArrayOutputStream());
    bytes.writeBytes(frame.value());
    if (header(frame, "cs_last").equals("true")) {
      whole.put(call, bytes.toByteArray());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> frame, String name) {
    return new String(frame.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
