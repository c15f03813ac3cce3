package dev.countersign.evidence.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A timestamp that a test authority once made, over a digest that is no checkpoint's: signatures
/// with fresh keys would make the corpus another one each time.
final class SavedTimestamp {
  private static final Path FILE = Path.of("src/test/resources/timestamp.base64");

  private SavedTimestamp() {}

  static byte[] bytes() {
    try {
      return Base64.getMimeDecoder().decode(Files.readString(FILE, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
