package dev.countersign.quickstart.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The folders of one quickstart: the checkout it runs from and the one folder that holds all its
/// state.
///
/// Two quickstarts with different state folders and ports do not know each other.
public record Home(Path checkout, Path state) {

  /// The folders that the script names by `COUNTERSIGN_CHECKOUT` and `COUNTERSIGN_HOME`.
  public static Home of(Map<String, String> environment) {
    Path checkout =
        Path.of(environment.getOrDefault("COUNTERSIGN_CHECKOUT", ".")).toAbsolutePath().normalize();
    String state = environment.getOrDefault("COUNTERSIGN_HOME", "");
    return new Home(
        checkout,
        state.isEmpty()
            ? checkout.resolve(".countersign")
            : Path.of(state).toAbsolutePath().normalize());
  }

  /// One log file for each part.
  public Path log(String part) {
    return folder("logs").resolve(part + ".log");
  }

  /// A folder under the state folder, made when it is missing.
  public Path folder(String name) {
    return made(state.resolve(name));
  }

  /// A folder that only the owner may enter, made when it is missing.
  public Path privateFolder(String name) {
    Path folder = folder(name);
    OwnerOnly.folder(folder);
    return folder;
  }

  /// The class path of the command itself: its own jar and the libraries beside it.
  public Path libraries() {
    return checkout.resolve("deploy/quickstart/target/lib");
  }

  public Path commandJar() {
    return checkout.resolve("deploy/quickstart/target/quickstart.jar");
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }
}
