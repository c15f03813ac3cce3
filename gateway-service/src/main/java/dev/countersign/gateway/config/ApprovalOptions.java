package dev.countersign.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an approval rule asks beyond a number of people; each may be left out.
///
/// @param minimums how many people of which group must be among those who approve
/// @param denyThreshold how many denials deny
/// @param owners who answers for which actor or subject, and therefore does not decide
/// @param revokers groups that may revoke, beside those who approved
/// @param requesterReason whether the caller has to give a reason
/// @param comment whether a verdict needs a comment
/// @param maxAuthAge how long ago those who decide may have authenticated
/// @param acr authentication contexts, one of which those who decide need
/// @param passkey whether those who decide sign with a passkey
/// @param breakGlass who may go first and be reviewed afterwards
public record ApprovalOptions(
    List<Minimum> minimums,
    int denyThreshold,
    List<Owners> owners,
    List<String> revokers,
    boolean requesterReason,
    boolean comment,
    @Nullable Duration maxAuthAge,
    List<String> acr,
    boolean passkey,
    @Nullable BreakGlass breakGlass) {
  public static final ApprovalOptions NONE =
      new ApprovalOptions(
          List.of(), 1, List.of(), List.of(), false, false, null, List.of(), false, null);

  public ApprovalOptions {
    minimums = List.copyOf(minimums);
    owners = List.copyOf(owners);
    revokers = List.copyOf(revokers);
    acr = List.copyOf(acr);
  }

  /// So many people of a group.
  public record Minimum(String group, int atLeast) {}

  /// People, by id at the issuer of the one they own.
  public record Owners(String of, List<String> owners) {
    public Owners {
      owners = List.copyOf(owners);
    }
  }

  /// People of `groups` may run the call at once, with a reason; `reviewers` judge it afterwards.
  public record BreakGlass(Set<String> groups, List<String> reviewers, Duration reviewWithin) {
    public BreakGlass {
      groups = Set.copyOf(groups);
      reviewers = List.copyOf(reviewers);
    }
  }
}
