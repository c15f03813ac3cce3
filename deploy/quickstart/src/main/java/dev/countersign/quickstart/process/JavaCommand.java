package dev.countersign.quickstart.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command line that starts a Java process with the JDK this process runs on.
public final class JavaCommand {
  private final List<String> words = new ArrayList<>();

  public JavaCommand(String... options) {
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Serial collection and small heaps: ten processes share a small machine.
    words.add("-XX:+UseSerialGC");
    words.add("-Dfile.encoding=UTF-8");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(List.of(options));
  }

  /// Keeps the classes in an archive that the process writes when it first ends and maps when it
  /// starts again; that takes about half of the start's work away. It renews itself when jars
  /// change.
  public JavaCommand archivedIn(Path folder) {
    words.add("-XX:+AutoCreateSharedArchive");
    words.add("-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"));
    // Its remarks on jars that changed are no news.
    words.add("-Xlog:disable");
    words.add("-Xlog:all=error:stderr");
    return this;
  }

  /// Compiles with the quick compiler alone: less work at the start, slower under load for hours.
  public JavaCommand quickToStart() {
    words.add("-XX:TieredStopAtLevel=1");
    return this;
  }

  public List<String> jar(Path jar) {
    return with("-jar", jar.toString());
  }

  /// Starts a class; the class path comes from the environment (`CLASSPATH`), where it may be long.
  public List<String> main(String mainClass, String... arguments) {
    var command = new ArrayList<>(with(mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> with(String... more) {
    var command = new ArrayList<>(words);
    command.addAll(List.of(more));
    return command;
  }
}
