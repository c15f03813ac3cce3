package dev.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script itself, run with folders that only look like JDKs.
class CountersignScriptTest {
  private static final Path SCRIPT = Path.of("../../countersign").toAbsolutePath().normalize();

  @TempDir private Path root;
  private Path checkout;

  /// What the script printed and how it ended.
  private record Ran(int exit, String output) {}

  @BeforeEach
  void copyTheScriptBesideAFakeWrapper() throws IOException {
    checkout = Files.createDirectories(root.resolve("some where/checkout"));
    Files.copy(SCRIPT, checkout.resolve("countersign"));
    executable(checkout.resolve("countersign"));
    Files.writeString(
        checkout.resolve("mvnw"), "#!/bin/sh\necho \"maven $* with $JAVA_HOME in $PWD\"\n");
    executable(checkout.resolve("mvnw"));
  }

  @Test
  void takesTheJdkOfJavaHomeFirst() throws Exception {
    Path wanted = jdk("anywhere/jdk", "25.0.1");
    jdk("usr/lib/jvm/temurin", "26");

    Ran ran = run(wanted.toString(), "test", "-pl", "masking-lib");

    assertThat(ran.output())
        .contains("maven -B -ntp verify -T1C -pl masking-lib with " + wanted + " in " + checkout);
    assertThat(ran.exit()).isZero();
  }

  @Test
  void testsAsManyModulesAtOnceAsOneAsksFor() throws Exception {
    jdk("opt/jdk", "25");

    assertThat(run("", "test", "-T1").output()).contains("maven -B -ntp verify -T1 with");
  }

  @Test
  void passesOverAJdkThatIsTooOld() throws Exception {
    Path old = jdk("anywhere/old", "17.0.15");
    Path wanted = jdk("usr/lib/jvm/temurin-25", "25");

    assertThat(run(old.toString(), "test").output()).contains("with " + wanted);
  }

  @Test
  void findsAJdkInTheUsualFolders() throws Exception {
    for (String folder :
        List.of(
            "opt/jdk",
            "home/.sdkman/candidates/java/25-tem",
            "Library/Java/JavaVirtualMachines/t/Contents/Home")) {
      Path wanted = jdk(folder, "25.0.2");
      assertThat(run("", "test").output()).contains("with " + wanted);
      Files.delete(wanted.resolve("bin/javac"));
    }
  }

  @Test
  void saysWhatToInstallWhereThereIsNone() throws Exception {
    Path old = jdk("usr/lib/jvm/seventeen", "17.0.15");

    Ran ran = run("", "test");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output())
        .contains("needs a JDK 25 or newer")
        .contains("Java 17 in " + old)
        .contains("set JAVA_HOME");
  }

  @Test
  void workFromAnywhereAndThroughALink() throws Exception {
    Path wanted = jdk("opt/jdk", "25");
    Path link = Files.createSymbolicLink(root.resolve("cs"), checkout.resolve("countersign"));

    Ran ran = start(link, "", "test");

    assertThat(ran.output()).contains("with " + wanted + " in " + checkout);
  }

  @Test
  void refusesACommandItDoesNotKnowAndHelps() throws Exception {
    assertThat(run("", "fly").exit()).isEqualTo(1);
    assertThat(run("", "fly").output()).contains("'fly': unknown command").contains("Usage:");
    assertThat(run("", "help").exit()).isZero();
    assertThat(run("").output()).contains("Usage:");
  }

  @Test
  void aFailedBuildPrintsItsReasonAndTheLogsPlace() throws Exception {
    jdk("opt/jdk", "25");
    Files.writeString(
        checkout.resolve("mvnw"), "#!/bin/sh\necho '[ERROR] no semicolon in Line.java'\nexit 1\n");

    Ran ran = run("", "up");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output())
        .contains("[ERROR] no semicolon in Line.java")
        .contains(checkout.resolve(".countersign/logs/build.log").toString());
  }

  private Ran run(String javaHome, String... words) throws IOException, InterruptedException {
    return start(checkout.resolve("countersign"), javaHome, words);
  }

  private Ran start(Path script, String javaHome, String... words)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", javaHome);
    builder.environment().put("HOME", root.resolve("home").toString());
    builder.environment().put("COUNTERSIGN_JDK_ROOT", root.toString());
    builder.environment().put("PATH", pathWithoutJava().toString());
    builder.environment().remove("COUNTERSIGN_HOME");
    builder.directory(root.toFile());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private Path pathWithoutJava() throws IOException {
    Path tools = Files.createDirectories(root.resolve("tools"));
    for (String tool :
        List.of(
            "bash",
            "sh",
            "dirname",
            "readlink",
            "sed",
            "head",
            "tail",
            "cat",
            "find",
            "grep",
            "mkdir",
            "touch",
            "sleep",
            "mv")) {
      Path link = tools.resolve(tool);
      Path real = Path.of("/usr/bin", tool);
      if (Files.notExists(link)) {
        Files.createSymbolicLink(link, Files.exists(real) ? real : Path.of("/bin", tool));
      }
    }
    return tools;
  }

  private Path jdk(String folder, String version) throws IOException {
    Path home = root.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
      executable(home.resolve("bin").resolve(program));
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
