package dev.countersign.replay.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was erased, or is about to be.
///
/// @param subject the keeper who asked first
/// @param frames how many frames
/// @param digest SHA-256 of the digests of those frames, in the order of call, direction and index
/// @param doneAt when it was done; absent while it was only stated
@JsonInclude(JsonInclude.Include.NON_NULL)
record Erasure(
    UUID erasure,
    @Nullable String session,
    @Nullable UUID call,
    String subject,
    String reason,
    long frames,
    Digest digest,
    Instant statedAt,
    @Nullable Instant doneAt) {

  Erasure doneAt(Instant time) {
    return new Erasure(erasure, session, call, subject, reason, frames, digest, statedAt, time);
  }
}
