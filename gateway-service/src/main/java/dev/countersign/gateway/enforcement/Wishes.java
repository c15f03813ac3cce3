package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.SessionId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a caller asks for beside the operation. Nothing here is trusted.
///
/// @param session the session it wants the call to belong to
/// @param trace its W3C trace id
/// @param approval the approval it wants to use; null when it sent none
/// @param hold how long it is ready to wait for an approval
public record Wishes(
    Optional<SessionId> session,
    @Nullable String trace,
    @Nullable String approval,
    Duration hold) {}
