package dev.countersign.service.evidence;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/// A private key in a file of its own, readable by its owner only.
public final class KeyFile {
  private KeyFile() {}

  /// Reads the key, or generates one where the file does not exist.
  public static SigningKey readOrGenerate(Path file) {
    if (!Files.exists(file)) {
      generate(file);
    }
    return read(file);
  }

  @SuppressWarnings("unchecked")
  private static SigningKey read(Path file) {
    try {
      return SigningKey.fromJwk(EvidenceJson.read(Files.readAllBytes(file), Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + file + ": cannot be read", e);
    } catch (RuntimeException e) {
      // The cause's text could quote the file's content.
      throw new IllegalStateException("key file " + file + ": not a private Ed25519 JWK");
    }
  }

  private static void generate(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      SigningKey key = SigningKey.generate(new SecureRandom());
      try (var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(java.nio.ByteBuffer.wrap(EvidenceJson.write(key.revealJwk())));
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else generated it at the same moment: theirs counts.
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + file + ": cannot be written", e);
    }
  }
}
