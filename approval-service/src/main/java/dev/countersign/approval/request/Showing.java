package dev.countersign.approval.request;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.sealing.ClearedView;
import dev.countersign.service.sealing.SealedBox;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Shows approvals, to each as their groups allow. Thread-safe.
///
/// Fails closed: who acts through somebody, is not cleared for a view, or whose view does not open,
/// sees what everybody sees. Of several views that somebody may see, the one with the most
/// clearances is shown.
@Component
public class Showing {
  private static final Logger LOG = LoggerFactory.getLogger(Showing.class);

  private final SealedBox.Key viewKey;

  Showing(SealedBox.Key viewKey) {
    this.viewKey = viewKey;
  }

  /// What somebody is shown of the arguments.
  ///
  /// @param digest the commitment to it; null where everybody is shown it
  private record Seen(JsonNode shown, @Nullable Digest digest) {}

  /// For whom gateways seal views.
  public byte[] publicKey() {
    return viewKey.publicKey();
  }

  /// The approval as this caller sees it.
  public ApprovalJson show(Approval approval, VerifiedToken caller) {
    Seen seen = seen(approval.request(), caller);
    return ApprovalJson.of(approval, seen.shown(), seen.digest());
  }

  /// The commitment to the view that this caller is shown; null where it is everybody's.
  public @Nullable Digest viewOf(ApprovalRequest request, VerifiedToken caller) {
    return seen(request, caller).digest();
  }

  private Seen seen(ApprovalRequest request, VerifiedToken caller) {
    List<ClearedView> views = request.views();
    if (views == null || !caller.actors().isEmpty()) {
      return new Seen(request.shown(), null);
    }
    return views.stream()
        .filter(view -> isCleared(view, caller))
        .sorted(Comparator.comparingInt((ClearedView view) -> -view.clearances().size()))
        .flatMap(view -> open(request, view).stream())
        .findFirst()
        .orElseGet(() -> new Seen(request.shown(), null));
  }

  private static boolean isCleared(ClearedView view, VerifiedToken caller) {
    return !view.clearances().isEmpty()
        && view.clearances().stream().allMatch(groups -> groups.stream().anyMatch(caller::isIn));
  }

  private Optional<Seen> open(ApprovalRequest request, ClearedView view) {
    try {
      byte[] json = view.open(request.approval().toString(), viewKey);
      return Optional.of(new Seen(ExactJson.read(json), view.digest()));
    } catch (SealedBox.BrokenBoxException | JacksonException e) {
      LOG.warn("a view of approval {} does not open", request.approval());
      return Optional.empty();
    }
  }
}
