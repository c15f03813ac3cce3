package dev.countersign.approval.request;

import dev.countersign.service.identity.VerifiedToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller wants listed, newest first.
///
/// @param mine only what the caller asked for
/// @param toDecide only what waits for the caller's verdict
/// @param reviewed only what the caller gave a verdict on
/// @param toReview only broken glasses that nobody has judged
/// @param before only approvals older than this one
/// @param oldest none older than this id
/// @param newest only those older than this id
record ApprovalQuery(
    VerifiedToken caller,
    @Nullable ApprovalState state,
    boolean mine,
    boolean toDecide,
    boolean reviewed,
    boolean toReview,
    @Nullable UUID before,
    @Nullable UUID oldest,
    @Nullable UUID newest,
    int limit) {}
