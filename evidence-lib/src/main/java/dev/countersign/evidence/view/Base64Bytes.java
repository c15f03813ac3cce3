package dev.countersign.evidence.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Bytes that a proof writes as base64url without padding. Immutable.
public final class Base64Bytes {
  private final byte[] bytes;

  private Base64Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads the one way in which bytes are written.
  @JsonCreator
  public static Base64Bytes parse(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("base64url: not in its shortest form");
    }
    return new Base64Bytes(bytes);
  }

  int length() {
    return bytes.length;
  }

  /// The bytes as UTF-8; what is none becomes a replacement character.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Base64Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
