package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Credentials;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.approval.ApprovalLookup;
import dev.countersign.gateway.approval.ApprovalView;
import dev.countersign.gateway.identity.CallerVerification;
import dev.countersign.gateway.identity.Identified;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Answers a requester who asks how its approval stands. Reads nothing that is evidence.
@Component
public class ApprovalInquiry {
  private final CallerVerification identity;
  private final ApprovalLookup lookup;

  ApprovalInquiry(CallerVerification identity, ApprovalLookup lookup) {
    this.identity = identity;
    this.lookup = lookup;
  }

  /// What is answered.
  public sealed interface Answer {}

  /// How it stands.
  public record Told(
      String approval,
      String state,
      String connection,
      String function,
      Instant decideBy,
      @Nullable Instant useBy)
      implements Answer {}

  /// No approval of that id, or none of the caller's.
  public record Unknown() implements Answer {}

  /// The question itself is refused.
  public record Refused(Problem problem) implements Answer {}

  /// Answers the one who shows these credentials.
  public Answer ask(Credentials credentials, String approval) {
    return switch (identity.verify(credentials)) {
      case Identified.Unknown(Problem problem) -> new Refused(problem);
      case Identified.Known(Caller caller) -> find(caller, approval);
    };
  }

  private Answer find(Caller caller, String approval) {
    return switch (lookup.find(caller, approval)) {
      case ApprovalLookup.Own(ApprovalView view) when !caller.mayUse(view.connection()) ->
          new Unknown();
      case ApprovalLookup.Own(ApprovalView view) ->
          new Told(
              view.approval(),
              view.state().wireName(),
              view.connection(),
              view.function(),
              view.decideBy(),
              view.useBy());
      case ApprovalLookup.Nothing _ -> new Unknown();
      case ApprovalLookup.Unavailable _ ->
          new Refused(
              new Problem(
                  ProblemType.APPROVAL_UNAVAILABLE, "Approvals cannot be had now. Try again."));
    };
  }
}
