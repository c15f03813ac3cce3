package dev.countersign.gateway.approval;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.sealing.ClearedView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The signed statement by which a call asks for approval, members in the order of the contract.
///
/// @param shown the masked canonical arguments, JSON that stands in the statement as it is
/// @param views the same for people with clearances, sealed for the approval-service
record ApprovalRequestStatement(
    String approval,
    String call,
    String session,
    String gateway,
    @Nullable Party subject,
    List<Party> actors,
    String connection,
    String function,
    String operation,
    Digest arguments,
    String salt,
    @JsonRawValue String shown,
    Digest policy,
    List<String> rules,
    @Nullable String risk,
    String reason,
    List<String> masking,
    List<String> from,
    int quorum,
    Instant decideBy,
    String useWithin,
    Instant at,
    @Nullable String justification,
    @Nullable ApprovalTerms terms,
    @Nullable List<ClearedView> views) {
  static final String TYPE = "countersign-approval-request+jws";

  /// Leaves the salt and the arguments out.
  @Override
  public String toString() {
    return "ApprovalRequestStatement[" + approval + "]";
  }
}
