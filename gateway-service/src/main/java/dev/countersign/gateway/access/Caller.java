package dev.countersign.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who makes a call: the subject, where there is one, and the chain of those who act.
///
/// The first actor is the one that holds the connection; the rest are earlier links of the chain
/// and tell a story only: RFC 8693 §4.1 forbids deciding on them. An agent that calls for itself is
/// an actor without subject and is never written as a person.
///
/// @param token the digest of the presented token, `sha-256:` and 64 hex digits
/// @param expiresAt when that token ends, where it says so
public record Caller(
    @Nullable Subject subject, List<Actor> actors, String token, @Nullable Instant expiresAt) {
  public static final int MAX_ACTORS = 16;

  public Caller {
    actors = List.copyOf(actors);
    Names.identifier("token digest", token);
    if (subject == null && actors.isEmpty()) {
      throw new IllegalArgumentException("caller: nobody (expected: a subject or an actor)");
    }
    if (actors.size() > MAX_ACTORS) {
      throw new IllegalArgumentException(
          "actors: %d (expected: at most %d)".formatted(actors.size(), MAX_ACTORS));
    }
  }

  /// The party that acts now, where it is not the subject itself.
  public Optional<Actor> currentActor() {
    return actors.isEmpty() ? Optional.empty() : Optional.of(actors.getFirst());
  }
}
