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
/// @param reason why it calls, for those who decide
/// @param glass why it cannot wait for them; null when it does not ask to go first
public record Wishes(
    Optional<SessionId> session,
    @Nullable String trace,
    @Nullable String approval,
    Duration hold,
    @Nullable String reason,
    @Nullable String glass) {}
