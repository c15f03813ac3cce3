package dev.countersign.approval.request;

import dev.countersign.service.identity.VerifiedToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller wants listed, newest first.
///
/// @param mine only what the caller asked for
/// @param before only approvals older than this one
record ApprovalQuery(
    VerifiedToken caller,
    @Nullable ApprovalState state,
    boolean mine,
    @Nullable UUID before,
    int limit) {}
