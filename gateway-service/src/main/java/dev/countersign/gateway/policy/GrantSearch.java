package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.Evaluation.Failed;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import dev.countersign.gateway.config.rule.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The search for the grants that let one call through. Used once.
///
/// ## What is looked for
///
/// A grant that denies and is about anybody in the chain ends the search: deny beats permit. Then
/// permission is the intersection along the chain. The subject needs a grant, and every actor needs
/// to be allowed too: named by that grant in `actors` or `through`, or by a grant of its own that
/// names no subject. Without subject the current actor needs the grant and the others be allowed.
///
/// ## What is not known
///
/// Before the arguments are read a condition on them can neither permit nor deny. Later, a grant
/// whose condition cannot be evaluated does not permit, and denies where it denies; so does one
/// that asks for a network where the address is not known.
final class GrantSearch {
  private final Connection connection;
  private final String function;
  private final Caller caller;
  private final Surroundings around;
  private final Instant now;
  private final @Nullable CallVariables variables;
  private final Trail trail;
  private final List<String> cited = new ArrayList<>(2);

  /// @param variables null before the arguments are read
  GrantSearch(
      Connection connection,
      String function,
      Caller caller,
      Surroundings around,
      Instant now,
      @Nullable CallVariables variables,
      Trail trail) {
    this.connection = connection;
    this.function = function;
    this.caller = caller;
    this.around = around;
    this.now = now;
    this.variables = variables;
    this.trail = trail;
  }

  /// What a grant says to this call.
  private enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /// The grants that were found, or that deny, or that could not be asked: for the record.
  List<String> cited() {
    return cited;
  }

  /// Whether the call is granted; before the arguments are read, whether it may be.
  boolean permits() {
    for (Grant grant : connection.grants()) {
      if (grant.is(Effect.DENY, function) && denies(grant)) {
        String rule = "deny:" + grant.name();
        cited.removeIf(citation -> !citation.startsWith(rule + "!"));
        if (cited.isEmpty()) {
          cited.add(rule);
        }
        return false;
      }
    }
    for (Grant grant : connection.grants()) {
      if (grant.is(Effect.PERMIT, function) && permits(grant)) {
        return true;
      }
    }
    return false;
  }

  private boolean denies(Grant grant) {
    if (!Chain.isAbout(grant.grantees(), caller)) {
      return told("deny:", grant, false, "is not about this caller");
    }
    Answer answer = terms(grant);
    boolean denies = answer == Answer.YES || (answer == Answer.UNKNOWN && variables != null);
    return told("deny:", grant, denies, denies ? "denies" : "does not hold now");
  }

  private boolean permits(Grant grant) {
    if (!Chain.covers(grant.grantees(), caller)) {
      return told("grant:", grant, false, "is not for this caller");
    }
    if (!holds(grant)) {
      return told("grant:", grant, false, "does not hold for this call");
    }
    List<String> links = new ArrayList<>(2);
    links.add("grant:" + grant.name());
    for (Actor actor : caller.actors()) {
      if (!Chain.allows(grant.grantees(), actor)) {
        Grant own = grantOf(actor);
        if (own == null) {
          return told("grant:", grant, false, "lets no such actor into the chain");
        }
        links.add("grant:" + own.name());
      }
    }
    cited.clear();
    links.stream().distinct().forEach(cited::add);
    return told("grant:", grant, true, "permits");
  }

  private @Nullable Grant grantOf(Actor actor) {
    for (Grant grant : connection.grants()) {
      if (grant.is(Effect.PERMIT, function)
          && Chain.isOwnGrantOf(grant.grantees(), actor)
          && holds(grant)) {
        return grant;
      }
    }
    return null;
  }

  private boolean holds(Grant grant) {
    Answer answer = terms(grant);
    return answer == Answer.YES || (answer == Answer.UNKNOWN && variables == null);
  }

  private Answer terms(Grant grant) {
    Boolean near = grant.terms().isNear(around.source());
    if (!grant.terms().isOpen(now) || Boolean.FALSE.equals(near)) {
      return Answer.NO;
    }
    Answer asked = asked(grant);
    if (near != null || asked == Answer.NO) {
      return asked;
    }
    return grant.effect() == Effect.DENY ? Answer.UNKNOWN : Answer.NO;
  }

  private Answer asked(Grant grant) {
    CallVariables known = variables;
    if (grant.terms().when() == null) {
      return Answer.YES;
    }
    if (known == null) {
      return Answer.UNKNOWN;
    }
    return switch (grant.terms().asked(known)) {
      case Value(Object value) -> Boolean.TRUE.equals(value) ? Answer.YES : Answer.NO;
      case Failed(String cause) -> {
        String prefix = grant.effect() == Effect.DENY ? "deny:" : "grant:";
        cited.add(prefix + grant.name() + "!" + cause);
        yield grant.effect() == Effect.DENY ? Answer.UNKNOWN : Answer.NO;
      }
    };
  }

  private boolean told(String prefix, Grant grant, boolean result, String words) {
    trail.asked(prefix + grant.name(), words);
    return result;
  }
}
