package dev.countersign.gateway.approval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CallIds;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Parties;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.evidence.SignedStatements;
import dev.countersign.service.messaging.MessageSender;
import dev.countersign.service.messaging.MessageSettings;
import dev.countersign.service.sealing.ClearedView;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks for approvals, and remembers what was asked so that the same call sent again does not ask
/// people twice. Thread-safe.
@Component
class ApprovalRequests {
  static final String TOPIC = "countersign.approvals.requests";
  static final String EVENT_TYPE = "dev.countersign.approval.request.v1";

  private final MessageSender messages;
  private final SignedStatements statements;
  private final RequestStatements requests;
  private final CallIds ids;
  private final SecureRandom random;
  private final ViewSealing views;
  private final Clock clock;
  private final Duration patience;
  private final Cache<Same, Asked> asked;
  private final Cache<String, Sent> sent;

  ApprovalRequests(
      MessageSender messages,
      MessageSettings patience,
      SignedStatements statements,
      EvidenceSettings evidence,
      ApprovalSettings settings,
      CallIds ids,
      SecureRandom random,
      Clock clock) {
    this.messages = messages;
    this.patience = patience.deliverWithin().plusSeconds(1);
    this.statements = statements;
    this.requests = new RequestStatements(evidence.writer());
    this.ids = ids;
    this.random = random;
    this.views = new ViewSealing(settings.shownAtMost(), random);
    this.clock = clock;
    this.asked = Caffeine.newBuilder().maximumSize(settings.rememberAtMost()).build();
    this.sent =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberAtMost())
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
  }

  /// A request that the approval-service may not have read yet.
  private record Sent(Caller by, ApprovalView view) {}

  /// What makes two calls one question to people.
  private record Same(
      @Nullable Object subject,
      Object actors,
      String connection,
      String function,
      Digest policy,
      List<String> masking,
      boolean breaksGlass,
      Digest arguments) {
    static Same of(Call call, Demand demand) {
      Caller caller = call.caller();
      Operation operation = call.operation();
      return new Same(
          caller.subject() == null
              ? null
              : Map.entry(caller.subject().id(), caller.subject().issuer()),
          caller.actors(),
          operation.connection(),
          operation.function(),
          demand.policy(),
          demand.masking(),
          demand.breaksGlass(),
          Digest.of(operation.arguments().canonicalBytes()));
    }
  }

  /// An approval that this process asked for the same call, while it may still be decided.
  @Nullable Asked pending(Call call, Demand demand) {
    Same same = Same.of(call, demand);
    Asked known = asked.getIfPresent(same);
    if (known != null && !clock.instant().isBefore(known.decideBy())) {
      asked.invalidate(same);
      return null;
    }
    return known;
  }

  /// The same, when it is the one that the caller names: the approval-service may not know it yet.
  @Nullable Asked ownPending(Call call, Demand demand, String approval) {
    Asked known = pending(call, demand);
    return known != null && known.approval().equals(approval) ? known : null;
  }

  /// Remembers an approval that another process, or an earlier life, asked for the same call.
  void remember(Call call, Demand demand, Asked found) {
    asked.put(Same.of(call, demand), found);
  }

  /// Forgets an approval that came to its end.
  void forget(Call call, Demand demand) {
    asked.invalidate(Same.of(call, demand));
  }

  /// Prepares a request that is not sent yet.
  Asked draft(Call call, Demand demand) {
    Commitment arguments = Commitment.to(call.operation().arguments().canonicalBytes(), random);
    Instant decideBy = clock.instant().plus(demand.decideWithin());
    return new Asked(ids.next().toString(), arguments, decideBy);
  }

  /// Sends a request and returns when it is durable.
  ///
  /// @param viewKey for whom views of people with clearances are sealed; without it there are none
  /// @throws ApprovalUnavailableException when that is not known
  void publish(Call call, Demand demand, Asked draft, @Nullable String viewKey) {
    List<ClearedView> sealed = views.seal(draft.approval(), demand, viewKey);
    ApprovalRequestStatement request = requests.of(call, demand, draft, sealed, clock.instant());
    byte[] jws = statements.sign(ApprovalRequestStatement.TYPE, request);
    try {
      messages
          .send(TOPIC, draft.approval(), EVENT_TYPE, "application/jose", jws, Map.of())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ApprovalUnavailableException("the request is not known to be durable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApprovalUnavailableException("interrupted", e);
    }
    asked.put(Same.of(call, demand), draft);
    sent.put(draft.approval(), new Sent(call.caller(), view(call, draft)));
  }

  private static ApprovalView view(Call call, Asked draft) {
    return new ApprovalView(
        draft.approval(),
        ApprovalState.REQUESTED,
        call.operation().connection(),
        call.operation().function(),
        draft.decideBy(),
        null);
  }

  /// A request of that caller which was sent a moment ago.
  Optional<ApprovalView> sent(Caller caller, String approval) {
    return Optional.ofNullable(sent.getIfPresent(approval))
        .filter(request -> isSame(request.by(), caller))
        .map(Sent::view);
  }

  private static boolean isSame(Caller one, Caller other) {
    return one.subject() != null
        && other.subject() != null
        && one.subject().id().equals(other.subject().id())
        && one.subject().issuer().equals(other.subject().issuer());
  }

  /// Writes the statement of a request.
  private record RequestStatements(String gateway) {
    ApprovalRequestStatement of(
        Call call, Demand demand, Asked draft, List<ClearedView> views, Instant now) {
      Operation operation = call.operation();
      return new ApprovalRequestStatement(
          draft.approval(),
          call.id().toString(),
          call.session().value(),
          gateway,
          Parties.subject(call.caller().subject()),
          Parties.actors(call.caller().actors()),
          operation.connection(),
          operation.function(),
          operation.name(),
          draft.arguments().digest(),
          Salts.text(draft.arguments().salt()),
          new String(demand.shown(), StandardCharsets.UTF_8),
          demand.policy(),
          demand.rules(),
          demand.risk(),
          demand.reason(),
          demand.masking(),
          demand.from(),
          demand.quorum(),
          draft.decideBy(),
          demand.useWithin().toString(),
          now,
          demand.justification(),
          demand.terms().equals(ApprovalTerms.NONE) ? null : demand.terms(),
          views.isEmpty() ? null : views);
    }
  }
}
