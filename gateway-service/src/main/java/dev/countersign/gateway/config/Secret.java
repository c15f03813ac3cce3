package dev.countersign.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A value that must not be shown: it prints as `[secret]` and is had by [#reveal()] only.
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The value itself. Every caller of this method is a place where the secret can leak.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
