package dev.countersign.service.identity;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last key set of each issuer, in files, so that a restart while an issuer is away takes
/// nobody's access. Whoever can write there can forge tokens: it belongs to the service alone.
final class KeptKeySets {
  private static final Logger LOG = LoggerFactory.getLogger(KeptKeySets.class);

  private KeptKeySets() {}

  static KeySet read(@Nullable Path directory, String issuer) {
    if (directory == null || !Files.exists(file(directory, issuer))) {
      return KeySet.NEVER;
    }
    try {
      Path file = file(directory, issuer);
      Instant fetchedAt = Files.getLastModifiedTime(file).toInstant();
      return KeySet.parse(Files.readAllBytes(file), fetchedAt);
    } catch (IOException e) {
      LOG.warn("the kept keys of {} cannot be read: {}", issuer, e.getMessage());
      return KeySet.NEVER;
    }
  }

  static void write(@Nullable Path directory, String issuer, byte[] json, Instant fetchedAt) {
    if (directory == null) {
      return;
    }
    try {
      Files.createDirectories(directory);
      Path whole = Files.createTempFile(directory, "keys", ".tmp");
      Files.write(whole, json);
      Files.setLastModifiedTime(whole, FileTime.from(fetchedAt));
      Files.move(whole, file(directory, issuer), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("the keys of {} cannot be kept: {}", issuer, e.getMessage());
    }
  }

  private static Path file(Path directory, String issuer) {
    String name = Digest.of(issuer.getBytes(StandardCharsets.UTF_8)).toString();
    return directory.resolve(name.substring(name.indexOf(':') + 1) + ".jwks.json");
  }
}
