package dev.countersign.bench.micro;

import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Searches for the fragments of which bodies are masked slowest, shape by shape: the slowest so
/// far are changed at random, and what is slower still takes their place.
///
/// Prints for each shape the slowest with their MB/s and how many times longer a byte of the whole
/// body takes than one of an eighth of it: about 1, or time is not linear.
public final class WorstInputSearch {

  private static final int SMALL = WorstBody.SIZE / 8;
  private static final int KEPT = 24;
  private static final int LONGEST = 120;
  private static final int SHOWN = 4;

  private static final List<String> PIECES =
      List.of(
          "1-",
          "1",
          "12",
          "123",
          "1234",
          "4111",
          "9",
          "-",
          ".",
          " ",
          ":",
          "::",
          "=",
          "@",
          "a@a",
          "a.b.c.d@",
          "a",
          "e",
          "aB3",
          "+1",
          "+",
          "(",
          ")",
          "(1)",
          "/",
          "//",
          "://",
          "a:b@",
          "_",
          ",",
          ";",
          "'",
          "\"",
          "\\",
          "{",
          "[",
          "{\"",
          "\"[",
          "}",
          "]",
          "eyJ",
          "eyJhbGciOi.",
          "J",
          "-----BEGIN ",
          "-----",
          "PRIVATE KEY",
          "ssn ",
          "social sec",
          "phone ",
          "tel. ",
          "call ",
          "password=",
          "password ",
          "pwd:",
          "token ",
          "Bearer ",
          "key=",
          "sk-",
          "sk-ant-",
          "ghp_",
          "AKIA",
          "GB82",
          "DE89",
          "1.2.3.4",
          "2001:db8::1",
          "198.51.100.7",
          "v",
          "version ",
          "x@y.org",
          "4111 1111 1111 1111",
          "123-45-6789",
          "078-05-112",
          "12345678Z",
          "bsn ",
          "nif ",
          "steuer-id ",
          "cpr ",
          "nhs ",
          "sin ",
          "tfn ",
          "of ",
          "no ",
          "order ",
          "0",
          "00",
          "0049 ",
          "555-0123",
          "é",
          "字",
          "😀",
          "*",
          "****",
          "[redacted:",
          "redacted",
          "\n",
          "AA",
          "AB12",
          "A1",
          "a1",
          "RSSMRA85T10A562",
          "abcdefghijklmnop",
          "0123456789abcdef");

  private record Found(String fragment, double megabytes) {}

  private final Random random = new Random(1);
  private final MaskingPolicy policy = WorstInput.allPacks();
  private final BodyShape shape;
  private final List<Found> slowest = new ArrayList<>();

  private WorstInputSearch(BodyShape shape) {
    this.shape = shape;
  }

  /// @param arguments how many seconds each shape may take
  public static void main(String[] arguments) {
    int seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
    for (BodyShape shape : BodyShape.values()) {
      new WorstInputSearch(shape).search(seconds);
    }
  }

  private void search(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (String piece : PIECES) {
      add(piece);
    }
    while (System.nanoTime() < end) {
      add(changed(slowest.get(random.nextInt(slowest.size())).fragment));
    }
    slowest.stream().limit(SHOWN).forEach(this::show);
  }

  private void add(String fragment) {
    boolean known = slowest.stream().anyMatch(f -> f.fragment.equals(fragment));
    if (fragment.isEmpty() || fragment.length() > LONGEST || known) {
      return;
    }
    double megabytes = megabytes(fragment, SMALL, 2);
    boolean slow = slowest.size() < KEPT || megabytes < slowest.getLast().megabytes;
    // What looks slow is looked at again, for it may only have been disturbed.
    megabytes = slow ? Math.max(megabytes, megabytes(fragment, SMALL, 6)) : megabytes;
    if (slowest.size() < KEPT || megabytes < slowest.getLast().megabytes) {
      slowest.add(new Found(fragment, megabytes));
      slowest.sort(Comparator.comparingDouble(Found::megabytes));
      if (slowest.size() > KEPT) {
        slowest.removeLast();
      }
    }
  }

  private String changed(String fragment) {
    int at = random.nextInt(fragment.length() + 1);
    int to = Math.min(fragment.length(), at + random.nextInt(6));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    String other = slowest.get(random.nextInt(slowest.size())).fragment;
    return switch (random.nextInt(6)) {
      case 0 -> fragment.substring(0, at) + fragment.substring(to);
      case 1 -> fragment.substring(0, at) + piece + fragment.substring(to);
      case 2 -> fragment + other;
      case 3 -> fragment.substring(0, at) + other.substring(other.length() / 2);
      case 4 -> fragment.substring(0, at) + fragment.substring(0, to);
      default -> fragment.substring(0, at) + piece + fragment.substring(at);
    };
  }

  /// The most MB/s of a few tries, in the time of the CPU; none where the body is refused.
  private double megabytes(String fragment, int size, int tries) {
    byte[] body = shape.of(fragment, size);
    double best = 0;
    for (int i = 0; i < tries; i++) {
      long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      if (!isMasked(shape.kind(), body)) {
        return Double.MAX_VALUE;
      }
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
      best = Math.max(best, body.length * 1000.0 / taken);
    }
    return best;
  }

  private boolean isMasked(MediaKind kind, byte[] body) {
    try (MaskingSession session = policy.open(kind)) {
      session.feed(body, (_, _, _) -> {});
      session.end((_, _, _) -> {});
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private void show(Found found) {
    double large = megabytes(found.fragment, WorstBody.SIZE, 6);
    double small = megabytes(found.fragment, SMALL, 20);
    System.out.printf(
        Locale.ROOT,
        "%-8s %7.1f MB/s %5.2f  %s%n",
        shape,
        large,
        small / large,
        found.fragment.replace("\\", "\\\\").replace("\n", "\\n"));
  }
}
