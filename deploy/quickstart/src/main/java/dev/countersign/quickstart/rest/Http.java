package dev.countersign.quickstart.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// An HTTP client that follows no redirects and waits a bounded time. Thread-safe.
public final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Reply get(String url, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send("GET", url, headers, BodyPublishers.noBody());
  }

  public Reply json(String method, String url, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    return send(method, url, with(headers, "application/json"), BodyPublishers.ofByteArray(body));
  }

  public Reply form(String url, Map<String, String> headers, String form)
      throws IOException, InterruptedException {
    return send(
        "POST",
        url,
        with(headers, "application/x-www-form-urlencoded"),
        BodyPublishers.ofString(form));
  }

  public Reply put(String url, Map<String, String> headers, Path file)
      throws IOException, InterruptedException {
    return send("PUT", url, with(headers, "application/x-ndjson"), BodyPublishers.ofFile(file));
  }

  /// Writes the body of a 200 answer to a file as it comes; returns the status.
  public int download(String url, Map<String, String> headers, Path file)
      throws IOException, InterruptedException {
    HttpResponse<Path> response =
        client.send(
            request("GET", url, headers, BodyPublishers.noBody()), BodyHandlers.ofFile(file));
    return response.statusCode();
  }

  /// The header that carries a bearer token.
  public static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private Reply send(String method, String url, Map<String, String> headers, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request(method, url, headers, body), BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  private static HttpRequest request(
      String method, String url, Map<String, String> headers, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).method(method, body);
    headers.forEach(request::header);
    return request.build();
  }

  private static Map<String, String> with(Map<String, String> headers, String contentType) {
    var all = new java.util.LinkedHashMap<>(headers);
    all.put("Content-Type", contentType);
    return all;
  }
}
