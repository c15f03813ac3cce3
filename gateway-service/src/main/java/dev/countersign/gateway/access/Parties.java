package dev.countersign.gateway.access;

import dev.countersign.evidence.record.Party;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Callers as evidence names them.
public final class Parties {
  private Parties() {}

  public static @Nullable Party subject(@Nullable Subject subject) {
    return subject == null
        ? null
        : new Party(
            subject.id(), subject.issuer(), List.copyOf(subject.groups()), kind(subject.kind()));
  }

  public static List<Party> actors(List<Actor> actors) {
    if (actors.isEmpty()) {
      return List.of();
    }
    List<Party> parties = new ArrayList<>(actors.size());
    for (Actor actor : actors) {
      parties.add(Party.actor(actor.id(), actor.issuer(), kind(actor.kind())));
    }
    return parties;
  }

  private static @Nullable String kind(@Nullable PrincipalKind kind) {
    return kind == null ? null : kind.text();
  }
}
