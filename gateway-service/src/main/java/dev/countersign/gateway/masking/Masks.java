package dev.countersign.gateway.masking;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.ViewForCleared;
import dev.countersign.gateway.config.Connection;
import dev.countersign.masking.MaskingContext;
import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Hides sensitive data by the policy of a connection, in both directions. Thread-safe.
///
/// Fails closed: what cannot be read as the kind it says it is cannot be masked and does not pass.
@Component
public class Masks {

  /// The arguments as people and recordings may see them, by every rule whoever calls: canonical
  /// JSON, masked; empty where they cannot be masked.
  public Optional<byte[]> shown(Connection connection, byte[] canonicalArguments) {
    try {
      return Optional.of(
          connection.masking().policy().mask(MediaKind.JSON, canonicalArguments).bytes());
    } catch (MaskingException e) {
      return Optional.empty();
    }
  }

  /// The arguments as people with clearances may see them, where that is more than everybody sees.
  ///
  /// @param shown what everybody sees of them
  public List<ViewForCleared> cleared(
      Connection connection, byte[] canonicalArguments, byte[] shown) {
    return ClearedViews.of(connection.masking(), canonicalArguments, shown);
  }

  /// Whether there is nothing to hide in a header's value.
  public boolean isClean(Connection connection, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] masked = connection.masking().policy().mask(MediaKind.TEXT, text).bytes();
      return Arrays.equals(text, masked);
    } catch (MaskingException e) {
      return false;
    }
  }

  /// The request as the upstream may see it: the body and the query by the rules for requests;
  /// empty where it cannot be masked. The path is never masked: it says what is called.
  public Optional<CanonicalRequest> sent(
      Connection connection, Call call, CanonicalRequest canonical) {
    if (!connection.masking().hidesFromUpstream()) {
      return Optional.of(canonical);
    }
    MaskingPolicy policy = connection.masking().policy();
    MaskingContext context = context(call, Direction.REQUEST);
    try {
      byte[] body = canonical.body();
      byte[] maskedBody = body == null ? null : policy.mask(MediaKind.JSON, context, body).bytes();
      return Optional.of(
          new CanonicalRequest(
              canonical.method(),
              target(policy, context, canonical.target()),
              canonical.headers(),
              maskedBody));
    } catch (MaskingException e) {
      return Optional.empty();
    }
  }

  private static String target(MaskingPolicy policy, MaskingContext context, String target)
      throws MaskingException {
    int query = target.indexOf('?') + 1;
    if (query == 0) {
      return target;
    }
    byte[] fields = target.substring(query).getBytes(StandardCharsets.UTF_8);
    byte[] masked = policy.mask(MediaKind.FORM, context, fields).bytes();
    // a canonical query has no + for a space, and what is put into it shall have none
    String written = new String(masked, StandardCharsets.UTF_8).replace("+", "%20");
    return written.isEmpty()
        ? target.substring(0, query - 1)
        : target.substring(0, query) + written;
  }

  /// A session for the body of the answer to a call.
  public MaskingSession open(Connection connection, Call call, MediaKind kind) {
    return connection.masking().policy().open(kind, context(call, Direction.RESPONSE));
  }

  private static MaskingContext context(Call call, Direction direction) {
    Subject subject = call.caller().subject();
    return new MaskingContext(
        direction, call.operation().function(), subject == null ? Set.of() : subject.groups());
  }

  /// What a body is by its `Content-Type`; empty where nobody here can mask it.
  public Optional<MediaKind> kindOf(String contentType) {
    return MediaKind.of(contentType);
  }
}
