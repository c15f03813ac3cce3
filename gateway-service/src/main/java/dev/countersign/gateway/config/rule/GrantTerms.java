package dev.countersign.gateway.config.rule;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.Evaluation;
import dev.countersign.gateway.config.expression.Evaluation.Failed;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import dev.countersign.gateway.config.expression.Expression;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When, from where and for which arguments a grant holds. What is not named does not matter.
///
/// @param when asked of the arguments; a grant with such a condition cannot be ruled out before the
///   arguments are read
/// @param during one of these windows must be open
/// @param networks the caller's address must be in one of these
public record GrantTerms(
    @Nullable Expression when, List<TimeWindow> during, List<Network> networks) {
  public static final GrantTerms NONE = new GrantTerms(null, List.of(), List.of());

  public GrantTerms {
    during = List.copyOf(during);
    networks = List.copyOf(networks);
  }

  /// Whether some window is open.
  public boolean isOpen(Instant now) {
    return during.isEmpty() || during.stream().anyMatch(window -> window.contains(now));
  }

  /// Whether the address is in some network; null where it is not known and would matter.
  public @Nullable Boolean isNear(@Nullable InetAddress source) {
    if (networks.isEmpty()) {
      return true;
    }
    return source == null
        ? null
        : (Boolean) networks.stream().anyMatch(network -> network.contains(source));
  }

  /// The condition's answer; true where there is none.
  public Evaluation asked(CallVariables variables) {
    Expression condition = when;
    Evaluation answer = condition == null ? new Value(Boolean.TRUE) : condition.evaluate(variables);
    return answer instanceof Value(Object value) && !(value instanceof Boolean)
        ? new Failed("not-a-condition")
        : answer;
  }
}
