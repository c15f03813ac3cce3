package dev.countersign.quickstart.process;

import dev.countersign.quickstart.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The class path of a part that is started from the command's own jars.
///
/// The part gets a copy of the command's jar: a build would otherwise change it under a running
/// process.
public final class ClassPath {
  private ClassPath() {}

  /// The environment that names the copied jar and those libraries whose file name is wanted. The
  /// path is too long for a command line that people read.
  public static Map<String, String> of(Home home, String part, Predicate<String> wanted)
      throws IOException {
    Path jar = home.folder("apps/" + part).resolve("quickstart.jar");
    // With its time: an archive of classes is good for jars of the same time only.
    Files.copy(
        home.commandJar(),
        jar,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    try (Stream<Path> libraries = Files.list(home.libraries())) {
      Stream<Path> chosen =
          libraries.filter(library -> isWanted(library.getFileName().toString(), wanted)).sorted();
      return Map.of(
          "CLASSPATH",
          Stream.concat(Stream.of(jar), chosen)
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
    }
  }

  // Our own libraries are rebuilt as well, and no part needs them.
  private static boolean isWanted(String library, Predicate<String> wanted) {
    return !library.startsWith("evidence-lib") && wanted.test(library);
  }
}
