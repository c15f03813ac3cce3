package dev.countersign.quickstart.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/// The random secrets of one quickstart: each is made once, at first use, and kept in a file of its
/// own (mode 600).
///
/// They reach the processes by environment, never by command line, and are never printed.
public final class Secrets {
  private static final int BYTES = 24;

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();

  public Secrets(Home home) {
    this.folder = home.privateFolder("secrets");
  }

  /// The secret of that name. The same for every process and every later start.
  public String reveal(String name) {
    Path file = folder.resolve(name);
    lock.lock();
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException first) {
      return make(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secret " + file, e);
    } finally {
      lock.unlock();
    }
  }

  private String make(Path file) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      OwnerOnly.write(file, secret + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the secret " + file, e);
    }
    return secret;
  }
}
