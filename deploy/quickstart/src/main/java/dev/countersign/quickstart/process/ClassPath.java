package dev.countersign.quickstart.process;

import dev.countersign.quickstart.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The jars of the command itself, for the parts that are started from them.
public final class ClassPath {
  private ClassPath() {}

  /// The command's jar and those libraries whose file name is wanted, in a fixed order.
  public static List<Path> of(Home home, Predicate<String> wanted) throws IOException {
    try (Stream<Path> libraries = Files.list(home.libraries())) {
      return Stream.concat(
              Stream.of(home.commandJar()),
              libraries.filter(jar -> wanted.test(jar.getFileName().toString())).sorted())
          .toList();
    }
  }
}
