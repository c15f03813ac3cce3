package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.ViewForCleared;
import dev.countersign.gateway.approval.Demand;
import dev.countersign.gateway.config.ApprovalOptions;
import dev.countersign.gateway.config.ApprovalOptions.BreakGlass;
import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import dev.countersign.gateway.policy.Risk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the policy wants, in the words of the approval step; or why the caller cannot even ask.
sealed interface Demands {

  /// People are asked, or the glass is broken.
  record Of(Demand demand) implements Demands {}

  /// The caller left out what the rule asks, or asks for what the rule does not give.
  record Refused(Problem problem) implements Demands {}

  static Demands of(RequireApproval need, Caller caller, Wishes wishes, Shown shown) {
    ApprovalOptions options = need.rule().options();
    String glass = wishes.glass();
    if (glass != null) {
      BreakGlass allowed = options.breakGlass();
      return allowed == null || !mayBreak(allowed, caller)
          ? refused(ProblemType.BREAK_GLASS_REFUSED, "The glass cannot be broken for this call.")
          : new Of(demand(need, shown, glass, terms(options, caller, allowed)));
    }
    if (options.requesterReason() && wishes.reason() == null) {
      return refused(
          ProblemType.REASON_REQUIRED,
          "This call needs a reason, in the field Countersign-Reason.");
    }
    return new Of(demand(need, shown, wishes.reason(), terms(options, caller, null)));
  }

  // A person, in person: an agent has time to wait.
  private static boolean mayBreak(BreakGlass allowed, Caller caller) {
    Subject subject = caller.subject();
    return subject != null
        && caller.actors().isEmpty()
        && !Collections.disjoint(allowed.groups(), subject.groups());
  }

  private static Demands refused(ProblemType type, String detail) {
    return new Refused(new Problem(type, detail));
  }

  /// What people are shown of the arguments: everybody, and those with clearances.
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Shown(byte[] everybody, Supplier<List<ViewForCleared>> cleared) {}

  private static Demand demand(
      RequireApproval need, Shown shown, @Nullable String justification, ApprovalTerms terms) {
    ApprovalRule rule = need.rule();
    DecisionFacts facts = need.facts();
    Risk risk = facts.risk();
    String reason = rule.reason();
    return new Demand(
        Digest.parse(facts.policy()),
        facts.rules(),
        risk == null ? null : risk.text(),
        reason == null ? "The rule " + rule.name() + " asks for approval." : reason,
        need.obligations().masking().names(),
        rule.from(),
        rule.quorum(),
        rule.decideWithin(),
        rule.useWithin(),
        need.obligations().connection().limits().timeout(),
        shown.everybody(),
        shown.cleared(),
        justification,
        terms);
  }

  private static ApprovalTerms terms(
      ApprovalOptions options, Caller caller, @Nullable BreakGlass broken) {
    return new ApprovalTerms(
        absentIfEmpty(
            options.minimums().stream()
                .map(minimum -> new ApprovalTerms.Minimum(minimum.group(), minimum.atLeast()))
                .toList()),
        options.denyThreshold() == 1 ? null : options.denyThreshold(),
        absentIfEmpty(owners(options, caller)),
        absentIfEmpty(options.revokers()),
        options.comment() ? true : null,
        options.maxAuthAge() == null ? null : options.maxAuthAge().toSeconds(),
        absentIfEmpty(options.acr()),
        options.passkey() ? "webauthn" : null,
        broken == null ? null : new Glass(broken.reviewers(), broken.reviewWithin().toSeconds()));
  }

  // The owners of everybody who takes part, at the issuer of the one they own.
  private static List<Party> owners(ApprovalOptions options, Caller caller) {
    Subject subject = caller.subject();
    List<Party> owners = new ArrayList<>();
    if (subject != null) {
      owners.addAll(ownersOf(options, subject.id(), subject.issuer()));
    }
    for (Actor actor : caller.actors()) {
      owners.addAll(ownersOf(options, actor.id(), actor.issuer()));
    }
    return owners.stream().distinct().toList();
  }

  private static List<Party> ownersOf(ApprovalOptions options, String id, String issuer) {
    return options.owners().stream()
        .filter(entry -> entry.of().equals(id))
        .flatMap(entry -> entry.owners().stream())
        .map(owner -> Party.actor(owner, issuer, null))
        .toList();
  }

  private static <T> @Nullable List<T> absentIfEmpty(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
