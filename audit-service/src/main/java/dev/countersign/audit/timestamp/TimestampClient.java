package dev.countersign.audit.timestamp;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.timestamp.MalformedTimestampException;
import dev.countersign.evidence.timestamp.Timestamp;
import dev.countersign.evidence.timestamp.TimestampQuery;
import dev.countersign.service.http.BoundedExchange;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;

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
  /// @throws IOException when nothing comes back in time
  Timestamp ask(Digest digest) throws IOException {
    var query = TimestampQuery.of(digest, new BigInteger(NONCE_BITS, random));
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .timeout(within)
            .header("Content-Type", TimestampQuery.QUERY)
            .header("Accept", TimestampQuery.REPLY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query.bytes()))
            .build();
    HttpResponse<byte[]> reply = BoundedExchange.send(http, post, within, Timestamp.MAX_BYTES);
    if (reply.statusCode() != OK) {
      throw new IOException("status " + reply.statusCode());
    }
    return query.read(reply.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
