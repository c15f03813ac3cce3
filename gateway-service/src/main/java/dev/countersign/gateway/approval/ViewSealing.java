package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.ViewForCleared;
import dev.countersign.service.sealing.ClearedView;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals what people with clearances may see, so that the broker's operators, who have none, do
/// not. Thread-safe.
///
/// A view that cannot be sealed, or is too large beside the others, is left out: everybody then
/// sees what people without clearance see.
final class ViewSealing {
  private static final Logger LOG = LoggerFactory.getLogger(ViewSealing.class);

  private final int atMost;
  private final SecureRandom random;

  /// @param atMost bytes of all views of a request
  ViewSealing(int atMost, SecureRandom random) {
    this.atMost = atMost;
    this.random = random;
  }

  List<ClearedView> seal(String approval, Demand demand, @Nullable String viewKey) {
    if (viewKey == null) {
      return List.of();
    }
    List<ClearedView> sealed = new ArrayList<>();
    int left = atMost - demand.shown().length;
    try {
      byte[] key = Base64.getUrlDecoder().decode(viewKey);
      for (ViewForCleared view : demand.cleared().get()) {
        if (view.shown().length <= left) {
          left -= view.shown().length;
          sealed.add(ClearedView.seal(approval, view.clearances(), view.shown(), key, random));
        }
      }
      return sealed;
    } catch (IllegalArgumentException e) {
      LOG.warn("views for people with clearances are left out: {}", e.getMessage());
      return List.of();
    }
  }
}
