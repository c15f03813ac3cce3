package dev.countersign.gateway.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.access.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which session a call belongs to: the one it asks for, else its trace, else one of its own.
///
/// A session belongs to the caller who used its id first; another caller who names it gets a fresh
/// one and learns nothing. The owners are known to this process only and forgotten after a time
/// without calls: over several replicas or a restart an id can come to carry calls of two subjects,
/// each still recorded under its own. Thread-safe.
@Component
public class Sessions {
  private final Cache<String, Owner> owners;

  Sessions(RecordingSettings settings) {
    this.owners =
        Caffeine.newBuilder()
            .maximumSize(settings.sessionsAtMost())
            .expireAfterAccess(settings.sessionIdle())
            .build();
  }

  private record Owner(String id, String issuer) {
    static Owner of(Caller caller) {
      Subject subject = caller.subject();
      return subject != null
          ? new Owner(subject.id(), subject.issuer())
          : new Owner(caller.actors().getFirst().id(), caller.actors().getFirst().issuer());
    }
  }

  /// The session of a call.
  ///
  /// @param asked what the caller sent as `Countersign-Session`
  /// @param trace the W3C trace id it sent
  public SessionId of(
      Optional<SessionId> asked, @Nullable String trace, Caller caller, CallId call) {
    Owner owner = Owner.of(caller);
    if (asked.isPresent() && belongs(asked.get().value(), owner)) {
      return asked.get();
    }
    if (asked.isEmpty() && trace != null && belongs(trace, owner)) {
      return new SessionId(trace);
    }
    SessionId fresh = SessionId.of(call);
    owners.put(fresh.value(), owner);
    return fresh;
  }

  private boolean belongs(String session, Owner owner) {
    return owners.get(session, unknown -> owner).equals(owner);
  }
}
