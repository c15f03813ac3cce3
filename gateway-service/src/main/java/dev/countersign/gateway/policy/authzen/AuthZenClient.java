package dev.countersign.gateway.policy.authzen;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.JsonDocument;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.Secret;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.policy.Risk;
import dev.countersign.service.http.BoundedExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Asks an AuthZEN decision point (Authorization API 1.0, access evaluation). Thread-safe.
///
/// Fails closed: only a 200 with strict JSON whose `decision` is `true`, in time and of at most 64
/// KiB, agrees. It is told who calls what from where, the risk and the policy; never arguments,
/// headers or tokens. Nothing is remembered: every call is a question.
final class AuthZenClient implements SecondOpinion {
  private static final Logger LOG = LoggerFactory.getLogger(AuthZenClient.class);
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int OK = 200;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Semaphore room;
  private final HttpClient client;
  private final URI url;
  private final AuthZenSettings settings;

  AuthZenClient(URI url, AuthZenSettings settings) {
    this.url = url;
    this.settings = settings;
    this.room = new Semaphore(settings.maxConcurrent());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Opinion ask(Question question, DecisionFacts facts) {
    if (!room.tryAcquire()) {
      return objection("busy");
    }
    try {
      return exchange(request(question, facts));
    } finally {
      room.release();
    }
  }

  private Opinion exchange(HttpRequest request) {
    try {
      return read(BoundedExchange.send(client, request, settings.timeout(), MAX_ANSWER));
    } catch (HttpTimeoutException e) {
      return objection("timeout");
    } catch (InterruptedIOException e) {
      return objection("interrupted");
    } catch (IOException e) {
      return objection("unreachable");
    }
  }

  private static Opinion read(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      return objection("status-" + response.statusCode());
    }
    try {
      Object answer =
          JsonDocument.parse(response.body(), JsonLimits.DEFAULT.withMaxBytes(MAX_ANSWER)).value();
      Object decision = answer instanceof Map<?, ?> members ? members.get("decision") : null;
      if (Boolean.TRUE.equals(decision)) {
        return new Opinion.Agrees("authzen:permit");
      }
      return Boolean.FALSE.equals(decision)
          ? new Opinion.Objects("authzen:deny")
          : objection("odd-answer");
    } catch (ArgumentsRefused e) {
      return objection("odd-answer");
    }
  }

  private static Opinion objection(String cause) {
    LOG.warn("the decision point gave no usable answer, so the call is refused: {}", cause);
    return new Opinion.Objects("authzen:!" + cause);
  }

  private HttpRequest request(Question question, DecisionFacts facts) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body(question, facts))));
    Secret token = settings.token();
    if (token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    return request.build();
  }

  private static Map<String, Object> body(Question question, DecisionFacts facts) {
    Operation operation = question.operation();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("subject", subject(question));
    body.put("action", Map.of("name", operation.function()));
    body.put(
        "resource",
        Map.of(
            "type", "connection",
            "id", operation.connection(),
            "properties", Map.of("operation", operation.name())));
    body.put("context", context(question, facts));
    return body;
  }

  private static Map<String, Object> subject(Question question) {
    Subject subject = question.caller().subject();
    if (subject == null) {
      Actor actor = question.caller().currentActor().orElseThrow();
      return party(actor.kind(), "agent", actor.id(), Map.of("issuer", actor.issuer()));
    }
    return party(
        subject.kind(),
        "user",
        subject.id(),
        Map.of("issuer", subject.issuer(), "groups", List.copyOf(subject.groups())));
  }

  private static Map<String, Object> party(
      @Nullable PrincipalKind kind, String usual, String id, Map<String, Object> properties) {
    String type = kind == null || kind == PrincipalKind.PERSON ? usual : kind.text();
    return Map.of("type", type, "id", id, "properties", properties);
  }

  private static Map<String, Object> context(Question question, DecisionFacts facts) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("time", question.at().toString());
    context.put("policy", facts.policy());
    context.put("rules", facts.rules());
    context.put(
        "actors",
        question.caller().actors().stream()
            .map(actor -> Map.of("id", actor.id(), "issuer", actor.issuer()))
            .toList());
    Risk risk = facts.risk();
    if (risk != null) {
      context.put("risk", risk.text());
    }
    if (question.around().source() != null) {
      context.put("source", question.around().source().getHostAddress());
    }
    return context;
  }
}
