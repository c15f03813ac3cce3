package dev.countersign.approval.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// The seal's key in a file of its own, base64url, readable by its owner only.
///
/// Replicas share one key, so with more than one the file is mounted, not generated.
public final class SealKeyFile {
  private SealKeyFile() {}

  public static byte[] readOrGenerate(Path file, SecureRandom random) {
    if (!Files.exists(file)) {
      generate(file, random);
    }
    return read(file);
  }

  private static byte[] read(Path file) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(Files.readString(file).strip());
      if (key.length == Seal.KEY_BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("seal key " + file + ": cannot be read", e);
    } catch (IllegalArgumentException e) {
      // Told below: the cause's text could quote the file's content.
    }
    throw new IllegalStateException(
        "seal key %s: not %d bytes in base64url".formatted(file, Seal.KEY_BYTES));
  }

  private static void generate(Path file, SecureRandom random) {
    byte[] key = new byte[Seal.KEY_BYTES];
    random.nextBytes(key);
    byte[] text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(key)
            .getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap(text));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process generated it at the same moment: theirs counts.
    } catch (IOException e) {
      throw new UncheckedIOException("seal key " + file + ": cannot be written", e);
    }
  }
}
