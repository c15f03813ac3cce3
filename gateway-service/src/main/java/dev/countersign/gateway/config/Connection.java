package dev.countersign.gateway.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One upstream and everything that holds for calls to it.
///
/// @param upstream absolute, without a slash at its end
/// @param credential what the upstream wants to see; callers never do
/// @param approvals in the order of the file; the first that applies decides
public record Connection(
    String name,
    ConnectionType type,
    URI upstream,
    @Nullable Credential credential,
    FunctionTable functions,
    List<Grant> grants,
    List<Guardrail> guardrails,
    List<ApprovalRule> approvals,
    Masking masking,
    Profile profile,
    ConnectionLimits limits) {
  public Connection {
    grants = List.copyOf(grants);
    guardrails = List.copyOf(guardrails);
    approvals = List.copyOf(approvals);
  }
}
