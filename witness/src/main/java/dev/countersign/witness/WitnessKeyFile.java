package dev.countersign.witness;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/// The witness's private key: an Ed25519 JWK in a file that its owner alone may read.
final class WitnessKeyFile {
  private WitnessKeyFile() {}

  /// Writes a new key where there is no file yet.
  static void generate(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    SigningKey key = SigningKey.generate(new SecureRandom());
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer rest = ByteBuffer.wrap(EvidenceJson.write(key.revealJwk()));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    DurableFile.forceFolder(file.resolveSibling("."));
  }

  /// @throws BadStateException when there is no such key
  @SuppressWarnings("unchecked")
  static SigningKey read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new BadStateException("key file " + file + ": missing");
    }
    byte[] content = Files.readAllBytes(file);
    try {
      return SigningKey.fromJwk(EvidenceJson.read(content, Map.class));
    } catch (RuntimeException e) {
      // The cause's text could quote the file's content.
      throw new BadStateException("key file " + file + ": not a private Ed25519 JWK");
    }
  }
}
