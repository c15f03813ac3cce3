/// Who must countersign a call, and did they: the approval-service.
///
/// Start here: [dev.countersign.approval.request.Approval], the states and their transitions;
/// [dev.countersign.approval.request.ApprovalRegister], where a change becomes durable.
@NullMarked
package dev.countersign.approval;

import org.jspecify.annotations.NullMarked;
