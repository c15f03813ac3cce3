package dev.countersign.audit.timestamp;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.timestamp.MalformedTimestampException;
import dev.countersign.evidence.timestamp.Timestamp;
import dev.countersign.evidence.timestamp.TimestampQuery;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// An authority on the network (RFC 3161 §3.4). Nothing it says is believed but a timestamp over
/// what was asked, with the nonce that was asked with. Thread-safe.
final class TimestampClient implements AutoCloseable {
  private static final int NONCE_BITS = 128;
  private static final int OK = 200;

  private final URI url;
  private final Duration within;
  private final SecureRandom random = new SecureRandom();
  private final HttpClient http;

  TimestampClient(URI url, Duration within) {
    this.url = url;
    this.within = within;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(within)
            .build();
  }

  /// Asks for a timestamp, and waits for a limited time.
  ///
  /// @throws MalformedTimestampException when what comes back is none
  /// @throws CompletionException when nothing comes back in time
  Timestamp ask(Digest digest) {
    var query = TimestampQuery.of(digest, new BigInteger(NONCE_BITS, random));
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .timeout(within)
            .header("Content-Type", TimestampQuery.QUERY)
            .header("Accept", TimestampQuery.REPLY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query.bytes()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(post, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Timestamp.MAX_BYTES))
            .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    try {
      HttpResponse<byte[]> reply = answer.join();
      if (reply.statusCode() != OK) {
        throw new CompletionException("status " + reply.statusCode(), null);
      }
      return query.read(reply.body());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
