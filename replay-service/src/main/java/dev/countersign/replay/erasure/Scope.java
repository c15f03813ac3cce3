package dev.countersign.replay.erasure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be erased: all recorded frames of a session, or those of one call.
record Scope(@Nullable String session, @Nullable UUID call) {

  Scope {
    if ((session == null) == (call == null)) {
      throw new IllegalArgumentException("either session or call");
    }
  }

  @Nullable String callText() {
    return call == null ? null : call.toString();
  }
}
