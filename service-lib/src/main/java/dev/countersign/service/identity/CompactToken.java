package dev.countersign.service.identity;

import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A signed JWT taken apart (RFC 7515 §3.1), nothing about it verified yet.
///
/// Each part has exactly one spelling, so a token cannot be sent under two digests.
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record CompactToken(
    Map<String, Object> header,
    Map<String, Object> claims,
    byte[] signingInput,
    byte[] signature,
    Digest digest) {
  static final int MAX_LENGTH = 16 * 1024;

  /// Whether a token has the look of a JWT: else it is an opaque one.
  static boolean isCompact(String token) {
    return token.chars().filter(c -> c == '.').count() >= 2;
  }

  static CompactToken parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new InvalidTokenException("not a signed JWT");
    }
    byte[] header = decode(parts[0]);
    byte[] claims = decode(parts[1]);
    byte[] signature = decode(parts[2]);
    return new CompactToken(
        object(header),
        object(claims),
        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
        signature,
        Digest.of(token.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, Object> object(byte[] json) {
    return StrictJson.object(json).orElseThrow(() -> new InvalidTokenException("not a JWT"));
  }

  private static byte[] decode(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("not a JWT");
    }
    throw new InvalidTokenException("not a JWT");
  }

  /// A member of the header, where it is there and a text.
  @Nullable String headerText(String name) {
    Object value = header.get(name);
    if (value != null && !(value instanceof String)) {
      throw new InvalidTokenException("the header's " + name + " is not a text");
    }
    return (String) value;
  }
}
