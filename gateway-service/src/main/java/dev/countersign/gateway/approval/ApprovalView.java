package dev.countersign.gateway.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An approval as its requester may see it.
public record ApprovalView(
    String approval,
    ApprovalState state,
    String connection,
    String function,
    Instant decideBy,
    @Nullable Instant useBy) {}
