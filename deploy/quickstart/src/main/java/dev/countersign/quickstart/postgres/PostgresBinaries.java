package dev.countersign.quickstart.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The server's programs for this platform, unpacked once from the archive on the class path.
final class PostgresBinaries {
  private final Path folder;
  private final String archive;

  PostgresBinaries(Path parent) {
    this.archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    this.folder = parent.resolve(archive.replace(".txz", ""));
  }

  /// The folder with `bin`, `lib` and `share`. A half-done unpacking is never taken for a whole
  /// one.
  Path unpacked() throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path draft = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (InputStream packed = getClass().getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new IOException(
            "no PostgreSQL for this platform on the class path: "
                + archive
                + " (expected: Linux or macOS on x86_64 or ARM64)");
      }
      unpack(packed, draft);
    }
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Files.move(draft, folder);
  }

  static String archiveFor(String system, String machine) {
    String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch = machine.equals("aarch64") ? "arm_64" : "x86_64";
    boolean alpine = os.equals("linux") && Files.exists(Path.of("/etc/alpine-release"));
    return "postgres-" + os + "-" + arch + (alpine ? "-alpine_linux" : "") + ".txz";
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("archive entry outside of its folder: " + entry.getName());
        }
        write(tar, entry, file);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
