package dev.countersign.quickstart.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts processes that outlive this one: in a session of their own where the system has `setsid`,
/// deaf to hang-ups where it has `nohup`, with their output in a file.
///
/// A stray `SPRING_…` or `COUNTERSIGN_…` of the caller's environment does not reach them: what
/// configures a part is what is written here.
public final class Spawner {
  private static final List<String> NOT_INHERITED =
      List.of("SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "COUNTERSIGN_", "KAFKA_", "PG");

  private final List<String> detach;

  public Spawner() {
    this.detach =
        Stream.of("setsid", "nohup")
            .map(Spawner::onPath)
            .flatMap(Optional::stream)
            .limit(1)
            .toList();
  }

  /// Starts a command and returns its process number. The number is the command's own: `setsid` and
  /// `nohup` become what they start.
  public long start(List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    var whole = new ArrayList<>(detach);
    whole.addAll(command);
    var builder = new ProcessBuilder(whole);
    builder.environment().keySet().removeIf(Spawner::notInherited);
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start().pid();
  }

  private static boolean notInherited(String variable) {
    return NOT_INHERITED.stream().anyMatch(variable::startsWith);
  }

  private static Optional<String> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
