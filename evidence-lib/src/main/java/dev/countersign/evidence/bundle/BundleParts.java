package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Reads the entries of a bundle that are JSON.
final class BundleParts {
  private BundleParts() {}

  static BundleManifest manifest(ZipSource zip) throws IOException {
    byte[] json = zip.readAll(BundleNames.MAX_MANIFEST);
    BundleManifest read = parsed(zip, "a manifest", () -> manifest(json));
    if (!read.fault().isEmpty()) {
      throw zip.malformed(read.fault());
    }
    return read;
  }

  private static BundleManifest manifest(byte[] json) {
    JsonNode tree = EvidenceJson.tree(json);
    JsonNode format = tree == null ? null : tree.get("format");
    if (format == null || !format.isInt()) {
      throw new IllegalArgumentException("format: missing");
    }
    return switch (format.asInt()) {
      case BundleManifest.FIRST_FORMAT ->
          EvidenceJson.read(json, BundleManifest.First.class).manifest();
      case BundleManifest.FORMAT -> EvidenceJson.read(json, BundleManifest.class);
      default -> throw new IllegalArgumentException("format: " + format + " (expected: 1 or 2)");
    };
  }

  static List<VerificationKey> keys(ZipSource zip) throws IOException {
    byte[] json = zip.readAll(BundleNames.MAX_KEYS);
    return parsed(zip, "a set of public keys", () -> Jwks.read(json));
  }

  static BundleRetention retention(ZipSource zip) throws IOException {
    byte[] json = zip.readAll(BundleNames.MAX_RETENTION);
    return parsed(zip, "retention", () -> EvidenceJson.read(json, BundleRetention.class));
  }

  private static <T> T parsed(ZipSource zip, String what, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw zip.malformed("not " + what + ": " + e.getMessage());
    }
  }
}
