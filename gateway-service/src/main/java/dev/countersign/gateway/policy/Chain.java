package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.Grantees;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// Compares those whom a grant names with a subject and its chain of actors.
final class Chain {
  private static final String UNKNOWN = "unknown";

  private Chain() {}

  /// Whether a grant that permits is for this caller; other links of its chain are asked apart.
  static boolean covers(Grantees grantees, Caller caller) {
    Subject subject = caller.subject();
    Actor current = caller.currentActor().orElse(null);
    boolean covered =
        subject == null
            ? current != null && isOwnGrantOf(grantees, current)
            : isSubject(grantees, subject)
                && (grantees.actors().isEmpty()
                    || (current != null && grantees.actors().contains(current.id())));
    return covered && isOfKinds(grantees, caller);
  }

  /// Whether the grant itself lets an actor stand in the chain.
  static boolean allows(Grantees grantees, Actor actor) {
    return grantees.trust(actor.issuer())
        && (grantees.actors().contains(actor.id()) || grantees.through().contains(actor.id()));
  }

  /// Whether a grant is the actor's own: it names it, and no subject.
  static boolean isOwnGrantOf(Grantees grantees, Actor actor) {
    return !grantees.nameSubjects()
        && grantees.actors().contains(actor.id())
        && grantees.trust(actor.issuer())
        && isOfKind(grantees, actor.kind());
  }

  /// Whether a grant that denies is about this caller: each part that it names is met by somebody.
  static boolean isAbout(Grantees grantees, Caller caller) {
    Subject subject = caller.subject();
    if (grantees.nameSubjects() && (subject == null || !isSubject(grantees, subject))) {
      return false;
    }
    if (!grantees.actors().isEmpty()
        && caller.actors().stream()
            .noneMatch(actor ->
                grantees.actors().contains(actor.id()) && grantees.trust(actor.issuer()))) {
      return false;
    }
    boolean namesNobody = !grantees.nameSubjects() && grantees.actors().isEmpty();
    return isSomebodyOfKinds(grantees, caller) && (!namesNobody || isOfIssuers(grantees, caller));
  }

  private static boolean isSubject(Grantees grantees, Subject subject) {
    return grantees.trust(subject.issuer())
        && (grantees.subjects().contains(subject.id())
            || !Collections.disjoint(grantees.groups(), subject.groups()));
  }

  private static boolean isOfIssuers(Grantees grantees, Caller caller) {
    Subject subject = caller.subject();
    return (subject != null && grantees.trust(subject.issuer()))
        || caller.actors().stream().anyMatch(actor -> grantees.trust(actor.issuer()));
  }

  // Whoever acts: all actors, or the subject where it acts itself.
  private static boolean isOfKinds(Grantees grantees, Caller caller) {
    Subject subject = caller.subject();
    return caller.actors().isEmpty() && subject != null
        ? isOfKind(grantees, subject.kind())
        : caller.actors().stream().allMatch(actor -> isOfKind(grantees, actor.kind()));
  }

  private static boolean isSomebodyOfKinds(Grantees grantees, Caller caller) {
    Subject subject = caller.subject();
    return caller.actors().isEmpty() && subject != null
        ? isOfKind(grantees, subject.kind())
        : caller.actors().stream().anyMatch(actor -> isOfKind(grantees, actor.kind()));
  }

  private static boolean isOfKind(Grantees grantees, @Nullable PrincipalKind kind) {
    return grantees.kinds().isEmpty()
        || grantees.kinds().contains(kind == null ? UNKNOWN : kind.text());
  }
}
