package dev.countersign.service.evidence;

import dev.countersign.evidence.jws.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers the id of the key that a writer last signed with, so that a change of it is noticed.
///
/// Keys themselves are not kept: whoever changes one leaves the former beside it, as
/// `<writer>.previous.jwk`, until the change is on the record. Without it the writer cannot
/// announce the change, goes on, and verifiers warn.
final class KeyHistory {
  private static final Logger LOG = LoggerFactory.getLogger(KeyHistory.class);

  private final Path remembered;
  private final Path previous;
  private final SigningKey current;

  KeyHistory(Path chain, Path keys, String writer, SigningKey current) {
    this.remembered = chain.resolve(writer + ".kid");
    this.previous = keys.resolve(writer + ".previous.jwk");
    this.current = current;
  }

  /// The former key, where the key was changed and the change is still to be announced with it.
  Optional<SigningKey> toGiveUp() {
    Optional<String> last = last();
    String now = current.verification().id();
    if (last.isEmpty() || last.get().equals(now)) {
      remember();
      return Optional.empty();
    }
    Optional<SigningKey> former = former(last.get());
    if (former.isEmpty()) {
      LOG.warn(
          "the signing key was changed from {} to {} and the change cannot be announced (expected:"
              + " the former key in {})",
          last.get(),
          now,
          previous);
      remember();
    }
    return former;
  }

  /// The change is on the record.
  void givenUp() {
    remember();
    LOG.info("the former signing key is given up on the record; {} can go", previous);
  }

  private Optional<SigningKey> former(String id) {
    return Files.exists(previous)
        ? Optional.of(KeyFile.readOrGenerate(previous))
            .filter(key -> key.verification().id().equals(id))
        : Optional.empty();
  }

  private Optional<String> last() {
    try {
      return Files.exists(remembered)
          ? Optional.of(Files.readString(remembered, StandardCharsets.US_ASCII).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("key history " + remembered + ": cannot be read", e);
    }
  }

  private void remember() {
    Path fresh = remembered.resolveSibling(remembered.getFileName() + ".new");
    try {
      Files.createDirectories(remembered.toAbsolutePath().getParent());
      Files.writeString(fresh, current.verification().id(), StandardCharsets.US_ASCII);
      Files.move(
          fresh, remembered, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("key history " + remembered + ": cannot be written", e);
    }
  }
}
