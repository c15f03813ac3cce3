package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.MalformedRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// Whose keys the verifier believes.
public sealed interface Trust {

  /// Believes the keys in the bundle: shows that the bundle agrees with itself, not who made it.
  record OfBundle() implements Trust {}

  /// Believes these keys, obtained elsewhere, and no others.
  record OfKeys(BundleKeys keys) implements Trust {}

  /// Believes the keys in a folder: `<writer>.jwks.json` for each writer, `log.jwks.json` for the
  /// log.
  ///
  /// @throws IOException when a file is missing or cannot be read
  /// @throws IllegalArgumentException when a file is not a set of public keys
  static Trust directory(Path folder) throws IOException {
    var names = new TrustDirectory(folder).writers();
    var writers = new TreeMap<String, List<VerificationKey>>();
    for (String name : names) {
      writers.put(name, keys(folder, name));
    }
    List<VerificationKey> log = keys(folder, "log");
    writers.remove("log");
    return new OfKeys(new BundleKeys(log, writers));
  }

  private static List<VerificationKey> keys(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + TrustDirectory.SUFFIX);
    try {
      return Jwks.read(Files.readAllBytes(file));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }
}
