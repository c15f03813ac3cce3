package dev.countersign.audit.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A legal hold as the log tells it: who placed it, why, on what, and whether it was released.
@Schema(name = "Hold")
record Hold(
    String hold,
    Party placedBy,
    Instant placedAt,
    String reason,
    HoldScope scope,
    @Nullable Party releasedBy,
    @Nullable Instant releasedAt,
    @Nullable String releaseReason) {

  @JsonIgnore
  boolean inForce() {
    return releasedAt == null;
  }

  Hold released(Party by, Instant at, String why) {
    return new Hold(hold, placedBy, placedAt, reason, scope, by, at, why);
  }
}
