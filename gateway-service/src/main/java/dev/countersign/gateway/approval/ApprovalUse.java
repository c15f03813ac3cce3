package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Parties;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Checks what was approved against the call at hand, and uses it up. Thread-safe.
///
/// Somebody else's approval, an unknown one and one for another call get the same answer, so that
/// nobody can look for approvals by trying.
@Component
class ApprovalUse {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalUse.class);

  private final ApprovalClient client;
  private final ApprovalRequests requests;
  private final Repeats repeats;
  private final ApprovalSettings settings;

  ApprovalUse(
      ApprovalClient client,
      ApprovalRequests requests,
      Repeats repeats,
      ApprovalSettings settings) {
    this.client = client;
    this.requests = requests;
    this.repeats = repeats;
    this.settings = settings;
  }

  /// The approval of that id, when it binds exactly this call.
  Optional<Asked> bound(Call call, Demand demand, String approval) {
    return client.binding(approval).flatMap(binding -> check(call, demand, binding));
  }

  /// What was found of earlier requests for a call.
  ///
  /// @param open the one that was asked for exactly this call
  /// @param mayAsk whether the caller may ask for one more
  /// @param viewKey for whom views of people with clearances are sealed
  record Earlier(Optional<Asked> open, boolean mayAsk, @Nullable String viewKey) {}

  Earlier findOpen(Call call, Demand demand) {
    ApprovalClient.Open found = client.open(call, demand);
    return new Earlier(
        found.items().stream()
            .flatMap(binding -> check(call, demand, binding).stream())
            .findFirst(),
        found.mayAsk(),
        found.viewKey());
  }

  /// What a call comes to whose approval a call has used; empty where it does not name such a one.
  Optional<ApprovalOutcome> repeated(Call call, Ground ground, String approval) {
    return client
        .binding(approval)
        .filter(binding -> binding.state() == ApprovalState.CONSUMED)
        .filter(binding -> isForCall(call, binding))
        .map(binding ->
            isOn(ground, binding)
                ? repeats.of(call, binding, ground.answerWithin())
                : repeats.consumed(binding));
  }

  /// What a call stands on, beside what it asks.
  ///
  /// @param answerWithin how long the call may take
  record Ground(Digest policy, List<String> masking, Duration answerWithin) {
    static Ground of(Demand demand) {
      return new Ground(demand.policy(), demand.masking(), demand.answerWithin());
    }
  }

  private static Optional<Asked> check(Call call, Demand demand, Binding binding) {
    boolean holds =
        isForCall(call, binding)
            && isOn(Ground.of(demand), binding)
            && Boolean.TRUE.equals(binding.brokenGlass()) == demand.breaksGlass();
    return holds
        ? Optional.of(new Asked(binding.approval(), recomputed(call, binding), binding.decideBy()))
        : Optional.empty();
  }

  private static Commitment recomputed(Call call, Binding binding) {
    return Commitment.with(
        Salts.read(binding.salt()), call.operation().arguments().canonicalBytes());
  }

  private static boolean isForCall(Call call, Binding binding) {
    return recomputed(call, binding).digest().equals(binding.argumentsDigest())
        && isBy(call.caller(), binding)
        && binding.connection().equals(call.operation().connection())
        && binding.function().equals(call.operation().function());
  }

  private static boolean isOn(Ground ground, Binding binding) {
    return binding.policy().equals(ground.policy().toString())
        && binding.masking().equals(ground.masking());
  }

  static boolean isBy(Caller caller, Binding binding) {
    Subject subject = caller.subject();
    boolean sameSubject =
        subject == null
            ? binding.subject() == null
            : subject.id().equals(binding.subject()) && subject.issuer().equals(binding.issuer());
    return sameSubject && sameActors(Parties.actors(caller.actors()), binding.actors());
  }

  private static boolean sameActors(List<Party> ours, List<Party> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).isSameAs(theirs.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Does what the approval's state calls for.
  ApprovalOutcome settle(Call call, Demand demand, Asked asked) {
    @Nullable Binding binding = client.binding(asked.approval()).orElse(null);
    // The request may still be on its way to the approval-service.
    ApprovalState state = binding == null ? ApprovalState.REQUESTED : binding.state();
    return state == ApprovalState.APPROVED
        ? consume(call, demand, asked)
        : told(call, demand, asked, binding);
  }

  // What a state comes to that nobody can use now.
  private ApprovalOutcome told(Call call, Demand demand, Asked asked, @Nullable Binding binding) {
    return switch (binding == null ? ApprovalState.REQUESTED : binding.state()) {
      case REQUESTED, APPROVED -> pending(asked);
      case DENIED ->
          ended(call, demand, asked, ProblemType.APPROVAL_DENIED, "A reviewer denied it.");
      case REVOKED ->
          ended(call, demand, asked, ProblemType.APPROVAL_REVOKED, "The approval was revoked.");
      case CONSUMED -> used(call, demand, asked, binding == null ? null : binding.consumedBy());
      case EXPIRED, LAPSED, WITHDRAWN ->
          ended(call, demand, asked, ProblemType.APPROVAL_EXPIRED, "The approval has ended.");
    };
  }

  // It ran, or may have: which call, the caller may look up; it is never run again.
  private ApprovalOutcome used(Call call, Demand demand, Asked asked, @Nullable String consumedBy) {
    String by = consumedBy == null ? "" : " by the call " + consumedBy;
    return ended(
        call,
        demand,
        asked,
        ProblemType.APPROVAL_CONSUMED,
        "The approval has been used" + by + "; it is not used again.");
  }

  /// Uses the approval up for this call, or says why that cannot be.
  ApprovalOutcome consume(Call call, Demand demand, Asked asked) {
    return switch (client.consume(asked, call, demand)) {
      case CONSUMED -> {
        requests.forget(call, demand);
        yield new ApprovalOutcome.Used(asked.approval(), asked.arguments());
      }
      case NOT_APPROVED, ALREADY_CONSUMED ->
          told(call, demand, asked, client.binding(asked.approval()).orElse(null));
      case EXPIRED ->
          ended(call, demand, asked, ProblemType.APPROVAL_EXPIRED, "The approval has ended.");
      case MISMATCH -> mismatch();
    };
  }

  /// Takes back what was asked for a caller who has gone away, as far as that can be done now.
  ApprovalOutcome abandon(Call call, Demand demand, Asked asked) {
    requests.forget(call, demand);
    try {
      client.abandon(asked.approval());
    } catch (ApprovalUnavailableException e) {
      LOG.info("an approval was not taken back after its caller left: {}", e.getMessage());
    }
    return new ApprovalOutcome.Abandoned(asked.approval());
  }

  ApprovalOutcome pending(Asked asked) {
    return new ApprovalOutcome.Pending(
        asked.approval(), ApprovalState.REQUESTED, settings.retryAfter());
  }

  ApprovalOutcome mismatch() {
    return new ApprovalOutcome.Refused(
        Optional.empty(),
        new Problem(ProblemType.APPROVAL_MISMATCH, "This is no approval for this call."));
  }

  private ApprovalOutcome ended(
      Call call, Demand demand, Asked asked, ProblemType type, String detail) {
    requests.forget(call, demand);
    return new ApprovalOutcome.Refused(Optional.of(asked.approval()), new Problem(type, detail));
  }
}
