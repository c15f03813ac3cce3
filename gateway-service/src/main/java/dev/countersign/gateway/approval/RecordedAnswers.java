package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Gets the masked answers of earlier calls from the replay-service, where one is set up.
/// Thread-safe; blocks, for the settings' timeouts at most.
///
/// An answer is named by its digest and checked against it here: the replay-service cannot give
/// another one, nor bytes that nobody was answered.
@Component
class RecordedAnswers {
  private final @Nullable RestClient rest;
  private final RepeatSettings settings;
  private final ServiceToken token;

  RecordedAnswers(CloseableHttpClient approvalHttp, RepeatSettings settings, ServiceToken token) {
    URI recordings = settings.recordings();
    this.rest =
        recordings == null
            ? null
            : RestClient.builder()
                .baseUrl(recordings)
                .requestFactory(new HttpComponentsClientHttpRequestFactory(approvalHttp))
                .build();
    this.settings = settings;
    this.token = token;
  }

  /// What looking came to.
  sealed interface Found {

    /// The whole answer.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Answer(byte[] bytes) implements Found {}

    /// It is not there, or not yet.
    record Nothing() implements Found {}

    /// The replay-service does not say.
    record Unavailable() implements Found {}
  }

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Reply(int status, byte[] body) {}

  /// Whether answers of this length are given again at all.
  boolean has(long bytes) {
    return bytes == 0 || rest != null && bytes <= settings.answerAtMost().toBytes();
  }

  /// The answer of a call, byte for byte.
  ///
  /// @param bytes how long it is, for which [#has] must hold
  Found find(String call, Digest digest, long bytes) {
    RestClient there = rest;
    if (bytes == 0 || there == null) {
      return bytes == 0 ? new Found.Answer(new byte[0]) : new Found.Nothing();
    }
    try {
      Reply reply = get(there, call, digest, bytes);
      if (reply.status() == 401) {
        token.forget();
        reply = get(there, call, digest, bytes);
      }
      if (reply.status() == 404) {
        return new Found.Nothing();
      }
      boolean isIt = reply.status() == 200 && Digest.of(reply.body()).equals(digest);
      return isIt ? new Found.Answer(reply.body()) : new Found.Unavailable();
    } catch (RestClientException | ApprovalUnavailableException e) {
      return new Found.Unavailable();
    }
  }

  private Reply get(RestClient there, String call, Digest digest, long bytes) {
    Reply reply =
        there
            .get()
            .uri("/api/v1/calls/{call}/answer?digest={digest}", call, digest)
            .header("Authorization", "Bearer " + token.value())
            .exchange((sent, response) -> read(response, bytes));
    return reply == null ? new Reply(0, new byte[0]) : reply;
  }

  // One byte more than expected shows that it is another answer.
  private static Reply read(ClientHttpResponse response, long bytes) throws IOException {
    int most = Math.toIntExact(bytes + 1);
    return new Reply(response.getStatusCode().value(), response.getBody().readNBytes(most));
  }
}
