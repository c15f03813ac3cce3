package dev.countersign.gateway.access;

import dev.countersign.evidence.record.Digest;
import java.security.SecureRandom;

/// A salted commitment: SHA-256 of 16 random bytes and a content.
///
/// It binds to the content without telling it: under a bare digest an SSN falls to trying all of
/// them. Whoever is to check it needs the salt, which therefore never enters a record.
@SuppressWarnings("ArrayRecordComponent") // the salt is a carrier, never compared
public record Commitment(Digest digest, byte[] salt) {
  public static final int SALT_LENGTH = 16;

  public static Commitment to(byte[] content, SecureRandom random) {
    return with(freshSalt(random), content);
  }

  public static Commitment with(byte[] salt, byte[] content) {
    return new Commitment(Digest.of(salt, content), salt);
  }

  public static byte[] freshSalt(SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return salt;
  }

  /// Names neither salt nor digest.
  @Override
  public String toString() {
    return "Commitment";
  }
}
