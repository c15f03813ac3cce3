package dev.countersign.replay.erasure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.service.http.BoundedExchange;
import dev.countersign.service.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The legal holds in force, asked of the audit-service with the keeper's own token. Thread-safe.
///
/// Fails closed: when there is no audit-service, or no answer in time that is one, what is held is
/// not known, and [#inForce] throws.
@Component
class LegalHolds {
  private static final int MAX_ANSWER = 4 * 1024 * 1024;
  private static final int OK = 200;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ErasureSettings settings;
  private final HttpClient client;

  LegalHolds(ErasureSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.holdsWithin())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// One hold. Conditions of a scope that are not known here make the whole answer unusable.
  @JsonIgnoreProperties({"placedBy", "placedAt", "reason"})
  record InForce(String hold, HoldScope scope) {
    InForce {
      Objects.requireNonNull(hold);
      Objects.requireNonNull(scope);
    }
  }

  /// What the audit-service answers.
  record Answer(List<InForce> items) {
    Answer {
      items = List.copyOf(items);
    }
  }

  /// @param authorization the keeper's `Authorization`
  /// @throws ProblemException 503 `holds-unavailable` when it cannot be said
  List<InForce> inForce(String authorization) {
    URI url = settings.auditUrl();
    if (url == null) {
      throw unavailable("no audit-service is named (countersign.erasure.audit-url)");
    }
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/api/v1/holds/in-force"))
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != OK) {
      throw unavailable("the audit-service answers " + response.statusCode());
    }
    return read(response.body());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return BoundedExchange.send(client, request, settings.holdsWithin(), MAX_ANSWER);
    } catch (HttpTimeoutException e) {
      throw unavailable("the audit-service does not answer in time");
    } catch (IOException e) {
      throw unavailable("the audit-service is not reached");
    }
  }

  private static List<InForce> read(byte[] body) {
    try {
      return JSON.readValue(body, Answer.class).items();
    } catch (JacksonException e) {
      throw unavailable("the audit-service's answer is not understood");
    }
  }

  private static ProblemException unavailable(String why) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "holds-unavailable",
        "Nothing is erased while it is not known what is held: " + why + ".");
  }
}
