package dev.countersign.bench.ingest;

import dev.countersign.test.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Asks an audit-service what auditors ask, one question after the other, and prints how long the
/// answers took. Each waits for its own `evidence.read` to be durable.
final class Questions {
  private final int port;
  private final int asked;
  private final String token =
      TestIssuer.shared().token("ada").groups("auditors").expiresIn(Duration.ofHours(3)).sign();

  /// @param asked how many times each question is asked
  Questions(int port, int asked) {
    this.port = port;
    this.asked = asked;
  }

  /// Asks about a log of so many leaves and sessions.
  void ask(long leaves, int sessions) throws IOException, InterruptedException {
    System.out.printf(
        "%-44s %10s %10s %10s%n", "asked one after the other, ms", "p50", "p95", "p99");
    ask("a record and its proof", () -> "/api/v1/records/" + random().nextLong(leaves));
    ask("the newest 100 calls", () -> "/api/v1/calls");
    ask("100 calls of a subject", () -> "/api/v1/calls?subject=user-" + random().nextInt(500));
    ask("100 calls of a function", () -> "/api/v1/calls?function=function-" + random().nextInt(20));
    ask("calls of a session", () -> "/api/v1/calls?session=session-" + random().nextInt(sessions));
  }

  void ask(String what, Supplier<String> path) throws IOException, InterruptedException {
    double[] millis = new double[asked];
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = -asked / 2; i < millis.length; i++) {
        long begun = System.nanoTime();
        body(http, path.get());
        if (i >= 0) {
          millis[i] = (System.nanoTime() - begun) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-44s %10.1f %10.1f %10.1f%n", what, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99));
  }

  /// One answer's body.
  ///
  /// @throws IllegalStateException when it is not 200
  String body(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return body(http, path);
    }
  }

  private String body(HttpClient http, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode());
    }
    return answer.body();
  }

  private static ThreadLocalRandom random() {
    return ThreadLocalRandom.current();
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }
}
