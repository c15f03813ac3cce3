package dev.countersign.gateway.masking;

import dev.countersign.gateway.config.Connection;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Hides sensitive data by the policy of a connection, in both directions. Thread-safe.
///
/// Fails closed: what cannot be read as the kind it says it is cannot be masked and does not pass.
@Component
public class Masks {

  /// The arguments as people and recordings may see them: canonical JSON, masked; empty where they
  /// cannot be masked.
  public Optional<byte[]> shown(Connection connection, byte[] canonicalArguments) {
    try {
      return Optional.of(
          connection.masking().policy().mask(MediaKind.JSON, canonicalArguments).bytes());
    } catch (MaskingException e) {
      return Optional.empty();
    }
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

  /// A session for one answer's body.
  public MaskingSession open(Connection connection, MediaKind kind) {
    return connection.masking().policy().open(kind);
  }

  /// What a body is by its `Content-Type`; empty where nobody here can mask it.
  public Optional<MediaKind> kindOf(String contentType) {
    return MediaKind.of(contentType);
  }
}
