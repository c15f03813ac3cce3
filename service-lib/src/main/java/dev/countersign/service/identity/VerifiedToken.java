package dev.countersign.service.identity;

import dev.countersign.evidence.record.Authentication;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token says, after its signature, issuer, audience and times were checked.
///
/// `actors` stand in the order of the `act` claim: the one who calls now first. `digest` is SHA-256
/// of the compact token; the token itself is not kept.
///
/// @param confirmation the keys it is bound to; **not** checked here: only who took the call can
/// @param actsAlone whether the subject is an agent that its issuer's settings take for an actor
///   without subject
/// @param audiences those of its audiences that are ours
/// @param key the thumbprint of the key that signed it; absent for an opaque token
public record VerifiedToken(
    String subject,
    String issuer,
    List<String> groups,
    List<ActorClaim> actors,
    Set<String> scopes,
    @Nullable String clientId,
    String kind,
    Instant expiresAt,
    Digest digest,
    Authentication authentication,
    Confirmation confirmation,
    boolean actsAlone,
    Set<String> audiences,
    @Nullable String key) {
  public VerifiedToken {
    groups = List.copyOf(groups);
    actors = List.copyOf(actors);
    scopes = Set.copyOf(scopes);
    audiences = Set.copyOf(audiences);
  }

  /// A bearer token that says no more than it must.
  public VerifiedToken(
      String subject,
      String issuer,
      List<String> groups,
      List<ActorClaim> actors,
      Set<String> scopes,
      @Nullable String clientId,
      String kind,
      Instant expiresAt,
      Digest digest) {
    this(
        subject,
        issuer,
        groups,
        actors,
        scopes,
        clientId,
        kind,
        expiresAt,
        digest,
        Authentication.UNKNOWN,
        Confirmation.NONE,
        false,
        Set.of(),
        null);
  }

  /// The subject as evidence names it.
  public Party party() {
    return new Party(subject, issuer, groups, kind);
  }

  /// The actors as evidence names them.
  public List<Party> actorParties() {
    return actors.stream()
        .map(actor -> Party.actor(actor.id(), actor.issuer(), actor.kind()))
        .toList();
  }

  public boolean isIn(String group) {
    return groups.contains(group);
  }
}
