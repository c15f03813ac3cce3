package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.Grant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for the grant that lets a caller call a function.
///
/// An agent's own grants are of no use to it while it acts for a subject, and the subject's are of
/// no use to it while it acts for itself.
final class Grants {
  private Grants() {}

  static Optional<Grant> find(Connection connection, String function, Caller caller) {
    for (Grant grant : connection.grants()) {
      if (grant.functions().contains(function) && covers(grant, caller)) {
        return Optional.of(grant);
      }
    }
    return Optional.empty();
  }

  private static boolean covers(Grant grant, Caller caller) {
    Subject subject = caller.subject();
    @Nullable Actor actor = caller.currentActor().orElse(null);
    if (subject == null) {
      return namesNoSubject(grant) && actor != null && coversActor(grant, actor);
    }
    return coversSubject(grant, subject)
        && (grant.actors().isEmpty() || (actor != null && coversActor(grant, actor)));
  }

  private static boolean namesNoSubject(Grant grant) {
    return grant.groups().isEmpty() && grant.subjects().isEmpty();
  }

  private static boolean coversSubject(Grant grant, Subject subject) {
    return isIssuer(grant, subject.issuer())
        && (grant.subjects().contains(subject.id())
            || !Collections.disjoint(grant.groups(), subject.groups()));
  }

  private static boolean coversActor(Grant grant, Actor actor) {
    return isIssuer(grant, actor.issuer()) && grant.actors().contains(actor.id());
  }

  private static boolean isIssuer(Grant grant, String issuer) {
    Set<String> issuers = grant.issuers();
    return issuers.isEmpty() || issuers.contains(issuer);
  }
}
