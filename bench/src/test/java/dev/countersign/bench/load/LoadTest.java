package dev.countersign.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final AtomicInteger seen = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/sized", 200, 5);
    serve("/chunked", 200, 0);
    serve("/ended", 200, 5);
    serve("/refused", 503, -1);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsAnswersOfKnownAndOfUnknownLengthOnOneConnection() throws IOException {
    for (String path : new String[] {"/sized", "/chunked"}) {
      try (HttpConnection connection = new HttpConnection(target(path))) {
        assertThat(connection.call()).isEqualTo(200);
        assertThat(connection.call()).isEqualTo(200);
      }
    }
  }

  @Test
  void opensAConnectionAnewWhereTheServerEndsIt() throws IOException {
    try (HttpConnection connection = new HttpConnection(target("/ended"))) {
      assertThat(connection.call()).isEqualTo(200);
      assertThat(connection.call()).isEqualTo(200);
    }
  }

  @Test
  void anOpenLoopMakesAsManyCallsAsItsRateSays() {
    LoadResult result = new OpenLoop(100, Duration.ofMillis(500)).on(target("/sized"));

    assertThat(result.calls()).isEqualTo(50);
    assertThat(seen).hasValue(50);
  }

  @Test
  void aClosedLoopCountsWhatTheServerSaw() throws InterruptedException {
    LoadResult result = new ClosedLoop(3, Duration.ofMillis(200)).on(target("/sized"));

    assertThat(result.calls()).isEqualTo(seen.get()).isPositive();
  }

  @Test
  void aRefusalIsAFailureAndNotACall() throws InterruptedException {
    LoadResult result = new ClosedLoop(1, Duration.ofMillis(50)).on(target("/refused"));

    assertThat(result.calls()).isZero();
    assertThat(result.failures()).isEqualTo(seen.get()).isPositive();
  }

  private Target target(String path) {
    return Target.get("test", server.getAddress().getPort(), path, "token");
  }

  private void serve(String path, int status, long length) {
    server.createContext(
        path,
        exchange -> {
          seen.incrementAndGet();
          if (path.equals("/ended")) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
          exchange.sendResponseHeaders(status, length);
          if (length >= 0) {
            exchange
                .getResponseBody()
                .write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          }
          exchange.close();
        });
  }
}
