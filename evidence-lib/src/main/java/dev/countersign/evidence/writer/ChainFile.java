package dev.countersign.evidence.writer;

import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A chain's memory in a small file, replaced atomically.
public final class ChainFile implements ChainMemory {
  private final Path file;

  public ChainFile(Path file) {
    this.file = file;
  }

  @Override
  public Optional<ChainEnd> last() {
    try {
      return Optional.of(EvidenceJson.read(Files.readAllBytes(file), ChainEnd.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("chain state " + file + ": cannot be read", e);
    }
  }

  @Override
  public void remember(ChainEnd end) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(fresh, EvidenceJson.write(end));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("chain state " + file + ": cannot be written", e);
    }
  }
}
