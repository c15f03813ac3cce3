package dev.countersign.gateway.access;

import dev.countersign.evidence.record.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who makes a call: the subject, where there is one, and the chain of those who act.
///
/// The first actor is the one that holds the connection; the rest are earlier links of the chain.
/// An agent that calls for itself is an actor without subject and is never written as a person.
///
/// @param token the digest of the presented token, `sha-256:` and 64 hex digits
/// @param expiresAt when that token ends, where it says so
/// @param authentication how the subject proved who it is, as far as the token says so
/// @param connections the only connections the token was given for (RFC 8707); empty: any
public record Caller(
    @Nullable Subject subject,
    List<Actor> actors,
    String token,
    @Nullable Instant expiresAt,
    Authentication authentication,
    Set<String> connections) {
  public static final int MAX_ACTORS = 16;

  public Caller {
    actors = List.copyOf(actors);
    connections = Set.copyOf(connections);
    Names.identifier("token digest", token);
    if (subject == null && actors.isEmpty()) {
      throw new IllegalArgumentException("caller: nobody (expected: a subject or an actor)");
    }
    if (actors.size() > MAX_ACTORS) {
      throw new IllegalArgumentException(
          "actors: %d (expected: at most %d)".formatted(actors.size(), MAX_ACTORS));
    }
  }

  /// A caller about whose authentication nothing is known, with a token for any connection.
  public Caller(
      @Nullable Subject subject, List<Actor> actors, String token, @Nullable Instant expiresAt) {
    this(subject, actors, token, expiresAt, Authentication.UNKNOWN, Set.of());
  }

  /// The party that acts now, where it is not the subject itself.
  public Optional<Actor> currentActor() {
    return actors.isEmpty() ? Optional.empty() : Optional.of(actors.getFirst());
  }

  /// Whether the token was given for this connection.
  public boolean mayUse(String connection) {
    return connections.isEmpty() || connections.contains(connection);
  }
}
