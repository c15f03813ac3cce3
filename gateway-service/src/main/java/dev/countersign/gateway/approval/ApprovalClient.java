package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Subject;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.problem.Problems;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the approval-service as a gateway. Thread-safe; blocks, for the settings' timeouts at
/// most.
@Component
class ApprovalClient {
  private static final int MAX_ANSWER = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RestClient rest;
  private final ServiceToken token;
  private final String consumer;

  ApprovalClient(RestClient approvalRest, ServiceToken token, EvidenceSettings evidence) {
    this.rest = approvalRest;
    this.token = token;
    this.consumer = evidence.writer();
  }

  /// What the approval-service said to a use.
  enum Consumption {
    CONSUMED,
    NOT_APPROVED,
    ALREADY_CONSUMED,
    EXPIRED,
    MISMATCH
  }

  /// What a use is for: the approval-service compares it with what was approved.
  private record Use(
      String call,
      String arguments,
      String policy,
      @Nullable String subject,
      @Nullable String issuer,
      List<UseActor> actors,
      String connection,
      String function,
      List<String> masking,
      String consumer) {}

  /// Which open approvals a gateway looks for: all of one requester that could be for this call.
  private record Search(
      @Nullable String subject,
      @Nullable String issuer,
      List<UseActor> actors,
      String connection,
      String function,
      String policy,
      List<String> masking) {}

  /// Open approvals that may be for a call; whether its caller may ask for one more.
  ///
  /// @param viewKey for whom views of people with clearances are sealed; absent where the
  ///   approval-service knows none
  record Open(List<Binding> items, boolean mayAsk, @Nullable String viewKey) {}

  private record UseActor(String id, String issuer) {}

  /// An answer: its status and its body.
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Answer(int status, byte[] body) {
    boolean isProblem(String name) {
      return JSON.readTree(body).path("type").asString("").equals(Problems.type(name));
    }
  }

  /// What an approval binds; empty where there is none of that id.
  ///
  /// @throws ApprovalUnavailableException when the approval-service does not say
  Optional<Binding> binding(String approval) {
    if (CallId.parse(approval).isEmpty()) {
      return Optional.empty();
    }
    Answer answer = exchange(HttpMethod.GET, approval + "/binding", null);
    return switch (answer.status()) {
      case 200 -> Optional.of(read(answer, Binding.class));
      case 404 -> Optional.empty();
      default -> throw unexpected(answer);
    };
  }

  /// Uses an approval up, at most once in its life.
  ///
  /// @throws ApprovalUnavailableException when it is not known whether it was used up
  Consumption consume(Asked asked, Call call, Demand demand) {
    Answer answer =
        exchange(HttpMethod.POST, asked.approval() + "/consume", use(asked, call, demand));
    return switch (answer.status()) {
      case 200 -> Consumption.CONSUMED;
      case 404 -> Consumption.NOT_APPROVED;
      case 409 -> conflict(answer);
      case 410 -> Consumption.EXPIRED;
      default -> throw unexpected(answer);
    };
  }

  /// The open approvals of this caller that may be for this call; the arguments are not compared.
  ///
  /// @throws ApprovalUnavailableException when the approval-service does not say
  Open open(Call call, Demand demand) {
    Subject subject = call.caller().subject();
    Search search =
        new Search(
            subject == null ? null : subject.id(),
            subject == null ? null : subject.issuer(),
            actors(call),
            call.operation().connection(),
            call.operation().function(),
            demand.policy().toString(),
            demand.masking());
    Answer answer = exchange(HttpMethod.POST, "open", search);
    if (answer.status() != 200) {
      throw unexpected(answer);
    }
    return read(answer, Open.class);
  }

  /// Tells how the call ended that used an approval.
  ///
  /// @throws ApprovalUnavailableException when it is not known to be kept
  void report(String approval, UseOutcome outcome) {
    Answer answer = exchange(HttpMethod.POST, approval + "/outcome", outcome);
    if (answer.status() != 200) {
      throw unexpected(answer);
    }
  }

  /// Takes back what was asked for a caller who has gone away; where that fails, the clock ends it.
  void abandon(String approval) {
    exchange(HttpMethod.POST, approval + "/abandon", null);
  }

  private static List<UseActor> actors(Call call) {
    return call.caller().actors().stream()
        .map(actor -> new UseActor(actor.id(), actor.issuer()))
        .toList();
  }

  private Use use(Asked asked, Call call, Demand demand) {
    Subject subject = call.caller().subject();
    return new Use(
        call.id().toString(),
        asked.arguments().digest().toString(),
        demand.policy().toString(),
        subject == null ? null : subject.id(),
        subject == null ? null : subject.issuer(),
        actors(call),
        call.operation().connection(),
        call.operation().function(),
        demand.masking(),
        consumer);
  }

  private static Consumption conflict(Answer answer) {
    try {
      if (answer.isProblem("already-consumed")) {
        return Consumption.ALREADY_CONSUMED;
      }
      return answer.isProblem("not-approved") ? Consumption.NOT_APPROVED : Consumption.MISMATCH;
    } catch (JacksonException e) {
      throw new ApprovalUnavailableException("the approval-service's problem is not JSON", e);
    }
  }

  // A 401 says that nothing was done, so a fresh token may try again.
  private Answer exchange(HttpMethod method, String path, @Nullable Object body) {
    Answer answer = exchangeOnce(method, path, body);
    if (answer.status() == 401) {
      token.forget();
      answer = exchangeOnce(method, path, body);
    }
    return answer;
  }

  private Answer exchangeOnce(HttpMethod method, String path, @Nullable Object body) {
    try {
      RestClient.RequestBodySpec request =
          rest.method(method)
              .uri("/api/v1/approvals/" + path)
              .header("Authorization", "Bearer " + token.value());
      if (body != null) {
        request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body));
      }
      Answer answer = request.exchange((sent, response) -> read(response));
      if (answer == null) {
        throw new ApprovalUnavailableException("the approval-service said nothing", null);
      }
      return answer;
    } catch (RestClientException e) {
      throw new ApprovalUnavailableException("the approval-service does not answer", e);
    }
  }

  private static Answer read(ClientHttpResponse response) throws IOException {
    return new Answer(response.getStatusCode().value(), response.getBody().readNBytes(MAX_ANSWER));
  }

  private static <T> T read(Answer answer, Class<T> type) {
    try {
      return JSON.readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new ApprovalUnavailableException("the approval-service's answer is not readable", e);
    }
  }

  private static ApprovalUnavailableException unexpected(Answer answer) {
    return new ApprovalUnavailableException(
        "the approval-service answers " + answer.status(), null);
  }
}
