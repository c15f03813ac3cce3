package dev.countersign.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file whose content is replaced as a whole: after a crash it holds the old content or the new
/// one, and after [#replace] has returned the new one.
///
/// @param path of the file; its folder exists
record DurableFile(Path path) {

  /// Where the next content is prepared.
  Path draft() {
    return path.resolveSibling(path.getFileName() + ".new");
  }

  boolean exists() {
    return Files.exists(path);
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /// Writes the content beside the file and forces it to the disk; the file itself stays as it is.
  void prepare(byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            draft(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /// Puts what was prepared in the file's place and forces its folder to the disk.
  void commit() throws IOException {
    Files.move(draft(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(path.resolveSibling("."));
  }

  void replace(byte[] content) throws IOException {
    prepare(content);
    commit();
  }

  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
