package dev.countersign.evidence.jws;

import dev.countersign.evidence.record.MalformedRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// A folder of JWK Sets, one per writer, named `<writer>.jwks.json`.
///
/// A writer's file is read again when a key id is not known yet, so that a rotated or newly mounted
/// key works without a restart. An unreadable or malformed file is an error, not an absent key.
/// Thread-safe.
public final class TrustDirectory implements TrustedKeys {
  public static final String SUFFIX = ".jwks.json";

  private static final Pattern WRITER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final Path directory;
  private final Map<String, List<VerificationKey>> known = new ConcurrentHashMap<>();

  public TrustDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<VerificationKey> find(String writer, String keyId) {
    if (!WRITER.matcher(writer).matches()) {
      return Optional.empty();
    }
    Optional<VerificationKey> cached = in(known.getOrDefault(writer, List.of()), keyId);
    return cached.isPresent() ? cached : in(reload(writer), keyId);
  }

  /// Adds a key to a writer's file, keeping those that stand there.
  public void publish(String writer, VerificationKey key) {
    if (find(writer, key.id()).isPresent()) {
      return;
    }
    List<VerificationKey> keys = new java.util.ArrayList<>(reload(writer));
    keys.add(key);
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(writer + SUFFIX);
      Path fresh = Files.createTempFile(directory, writer, ".tmp");
      Files.write(fresh, Jwks.write(keys));
      Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("trust directory " + directory + ": cannot publish a key", e);
    }
    known.put(writer, List.copyOf(keys));
  }

  /// The writers that have a file here.
  public List<String> writers() {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> WRITER.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("trust directory " + directory + ": cannot be read", e);
    }
  }

  /// All keys of a writer, as they stand in its file now.
  public List<VerificationKey> keysOf(String writer) {
    return reload(writer);
  }

  private List<VerificationKey> reload(String writer) {
    Path file = directory.resolve(writer + SUFFIX);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<VerificationKey> keys = Jwks.read(Files.readAllBytes(file));
      known.put(writer, keys);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException("trust directory: cannot read " + file.getFileName(), e);
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "trust directory: %s: %s".formatted(file.getFileName(), e.getMessage()), e);
    }
  }

  private static Optional<VerificationKey> in(List<VerificationKey> keys, String keyId) {
    return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
  }
}
