package dev.countersign.bench.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// One number on a service's Prometheus page.
record Meter(URI page, String name) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Meter of(int port, String name) {
    return new Meter(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"), name);
  }

  /// The value now; zero where nothing was counted yet.
  double read() throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> !line.contains("result=") || line.contains("result=\"stored\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
