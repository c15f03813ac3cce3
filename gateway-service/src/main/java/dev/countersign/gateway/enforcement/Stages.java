package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.approval.Approvals;
import dev.countersign.gateway.approval.UseReports;
import dev.countersign.gateway.identity.CallerVerification;
import dev.countersign.gateway.masking.Masks;
import dev.countersign.gateway.policy.PolicyDecisionPoint;
import dev.countersign.gateway.policy.authzen.SecondOpinion;
import dev.countersign.gateway.policy.usage.UsageBook;
import dev.countersign.gateway.recording.CallRecorder;
import dev.countersign.gateway.recording.Sessions;
import dev.countersign.gateway.upstream.HttpUpstream;
import org.springframework.stereotype.Component;

/// The steps that a call passes, in their order. None knows another; [EnforcementPoint] wires them.
@Component
record Stages(
    CallerVerification identity,
    ConfigAnnouncement announcement,
    Sessions sessions,
    PolicyDecisionPoint policy,
    SecondOpinion secondOpinion,
    UsageBook usage,
    Approvals approvals,
    UseReports reports,
    CallRecorder recorder,
    HttpUpstream upstream,
    Masks masks) {}
