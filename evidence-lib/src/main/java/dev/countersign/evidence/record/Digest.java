package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 digest, written `sha-256:` and 64 lower-case hex digits.
///
/// Immutable. Two digests are equal when their 32 bytes are.
public final class Digest {
  public static final int LENGTH = 32;

  /// The predecessor of a chain's first record.
  public static final Digest ZERO = new Digest(new byte[LENGTH]);

  private static final String PREFIX = "sha-256:";
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The digest of all parts, one after the other.
  public static Digest of(byte[]... parts) {
    MessageDigest sha = sha256();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return new Digest(sha.digest());
  }

  public static Digest wrap(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "digest length: %d (expected: %d)".formatted(bytes.length, LENGTH));
    }
    return new Digest(bytes.clone());
  }

  /// Reads the written form; upper-case digits or another algorithm are refused.
  @JsonCreator
  public static Digest parse(String text) {
    if (text.length() != PREFIX.length() + 2 * LENGTH || !text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("digest: not of the form sha-256:<64 hex digits>");
    }
    String hex = text.substring(PREFIX.length());
    byte[] bytes = HEX.parseHex(hex);
    if (!HEX.formatHex(bytes).equals(hex)) {
      throw new IllegalArgumentException("digest: hex digits must be lower case");
    }
    return new Digest(bytes);
  }

  /// A fresh SHA-256 for digesting a stream.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HEX.formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  @JsonValue
  public String toString() {
    return PREFIX + hex();
  }
}
