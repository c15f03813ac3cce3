package dev.countersign.gateway.administration;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The versions of the policy that were in force on this replica, as files of their exact bytes.
///
/// A file is named by the time and the digest. Only the owner can read it: a secret may be written
/// out in it. The oldest go when there are too many.
final class PolicyVersions {
  private static final String SUFFIX = ".yaml";
  private static final int DIGEST_LENGTH = 64;

  private final Path directory;
  private final int keep;

  PolicyVersions(Path directory, int keep) {
    this.directory = directory;
    this.keep = keep;
  }

  /// A version that was in force from then on.
  record Version(String digest, Instant since) {}

  /// Keeps a version.
  void add(byte[] bytes, Instant now) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(now.toEpochMilli() + "-" + hex(Digest.of(bytes)) + SUFFIX);
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      }
      for (Path old : files().stream().skip(keep).toList()) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("policy versions: " + directory, e);
    }
  }

  /// The versions, the newest first.
  List<Version> all() {
    return files().stream().map(PolicyVersions::version).toList();
  }

  /// The bytes of a version.
  Optional<byte[]> bytes(String digest) {
    return files().stream()
        .filter(file -> version(file).digest().equals(digest))
        .findFirst()
        .flatMap(PolicyVersions::read);
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("policy versions: " + file, e);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name(file).matches("[0-9]{1,15}-[0-9a-f]{64}\\.yaml"))
          .sorted(
              Comparator.comparing(PolicyVersions::version, Comparator.comparing(Version::since))
                  .reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("policy versions: " + directory, e);
    }
  }

  private static Version version(Path file) {
    String name = name(file);
    int dash = name.indexOf('-');
    return new Version(
        "sha-256:" + name.substring(dash + 1, dash + 1 + DIGEST_LENGTH),
        Instant.ofEpochMilli(Long.parseLong(name.substring(0, dash))));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String hex(Digest digest) {
    String text = digest.toString();
    return text.substring(text.indexOf(':') + 1);
  }
}
