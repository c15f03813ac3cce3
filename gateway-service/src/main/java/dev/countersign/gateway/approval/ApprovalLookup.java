package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Subject;
import org.springframework.stereotype.Component;

/// Tells a requester how its approval stands. Thread-safe.
@Component
public class ApprovalLookup {
  private final ApprovalClient client;
  private final ApprovalRequests requests;

  ApprovalLookup(ApprovalClient client, ApprovalRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  /// What looking came to.
  public sealed interface Found {}

  /// It is the caller's own.
  public record Own(ApprovalView view) implements Found {}

  /// There is none of that id, or it is somebody else's.
  public record Nothing() implements Found {}

  /// The approval-service does not say.
  public record Unavailable() implements Found {}

  /// Looks for an approval that the caller asked for, itself or through an agent.
  public Found find(Caller caller, String approval) {
    try {
      return client
          .binding(approval)
          .filter(binding -> isOf(caller, binding))
          .map(ApprovalLookup::view)
          .or(() -> requests.sent(caller, approval))
          .<Found>map(Own::new)
          .orElseGet(Nothing::new);
    } catch (ApprovalUnavailableException e) {
      return new Unavailable();
    }
  }

  private static boolean isOf(Caller caller, Binding binding) {
    Subject subject = caller.subject();
    return subject == null
        ? ApprovalUse.isBy(caller, binding)
        : subject.id().equals(binding.subject()) && subject.issuer().equals(binding.issuer());
  }

  private static ApprovalView view(Binding binding) {
    return new ApprovalView(
        binding.approval(),
        binding.state(),
        binding.connection(),
        binding.function(),
        binding.decideBy(),
        binding.useBy());
  }
}
