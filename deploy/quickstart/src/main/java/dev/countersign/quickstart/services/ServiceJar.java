package dev.countersign.quickstart.services;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.process.JavaCommand;
import dev.countersign.quickstart.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A service's executable jar, unpacked once after each build: a jar of plain libraries starts
/// faster than nested ones.
final class ServiceJar {
  private final Home home;
  private final String module;

  ServiceJar(Home home, String module) {
    this.home = home;
    this.module = module;
  }

  /// The jar to start.
  Path unpacked() throws IOException, InterruptedException {
    Path jar = built();
    Path folder = home.folder("apps").resolve(module);
    Path stamp = folder.resolve("unpacked-from");
    String version = Files.size(jar) + " " + Files.getLastModifiedTime(jar);
    if (Files.notExists(stamp) || !Files.readString(stamp).equals(version)) {
      var command = new JavaCommand("-XX:TieredStopAtLevel=1", "-Djarmode=tools").jar(jar);
      command.addAll(List.of("extract", "--force", "--destination", folder.toString()));
      Tool.run("unpacking " + jar.getFileName(), command, Map.of(), home.log(module));
      Files.writeString(stamp, version);
    }
    return folder.resolve(jar.getFileName());
  }

  private Path built() throws IOException {
    Path target = home.checkout().resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file ->
              file.getFileName()
                  .toString()
                  .matches(module + "-[\\w.-]+(?<!-sources|-javadoc|-tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar of " + module + " in " + target));
    }
  }
}
