package dev.countersign.replay.recording;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What all frames of one call have in common.
///
/// @param subject the subject's id, absent where the call had none
public record RecordedCall(
    UUID call, String session, @Nullable String subject, String connection, String function) {}
