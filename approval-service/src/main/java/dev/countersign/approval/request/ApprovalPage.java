package dev.countersign.approval.request;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of a list, newest first.
///
/// @param next where the next part begins, absent on the last one
record ApprovalPage(List<Approval> approvals, @Nullable UUID next) {}
