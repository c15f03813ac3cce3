package dev.countersign.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Temporary folders that are gone when the process has ended, with whatever was put into them.
///
/// What still writes there while the process ends, such as a broker that is just being killed, is
/// waited for a few seconds.
final class TestFolders {
  private static final int TRIES = 50;
  private static final long PAUSE_MILLIS = 100;

  private TestFolders() {}

  static Path create(String name) throws IOException {
    Path folder = Files.createTempDirectory(name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove-" + name));
    return folder;
  }

  private static void remove(Path folder) {
    try {
      for (int i = 0, gone = 0; i < TRIES && gone < 2; i++) {
        gone = isRemoved(folder) ? gone + 1 : 0;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isRemoved(Path folder) {
    try (Stream<Path> content = Files.walk(folder)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return !Files.exists(folder);
    }
    return !Files.exists(folder);
  }
}
