package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What became of a body, in a form that tests can compare.
record Outcome(String text, @Nullable MaskingReport report) {

  /// Masks a body that comes in chunks which end at the given places.
  static Outcome of(MaskingPolicy policy, MediaKind kind, byte[] body, int... cuts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MaskingSession session = policy.open(kind)) {
      int from = 0;
      for (int cut : cuts) {
        feed(session, body, from, cut, out);
        from = cut;
      }
      feed(session, body, from, body.length, out);
      MaskingReport report = session.finish(out::write);
      return new Outcome(out.toString(UTF_8), report);
    } catch (MaskingException e) {
      return new Outcome(e.toString(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives a copy that is spoilt afterwards: a session must not keep a chunk.
  private static void feed(
      MaskingSession session, byte[] body, int from, int to, ByteArrayOutputStream out)
      throws IOException {
    byte[] chunk = new byte[to - from + 2];
    System.arraycopy(body, from, chunk, 1, to - from);
    session.feed(chunk, 1, to - from, out::write);
    Arrays.fill(chunk, (byte) '#');
  }

  static Outcome byteByByte(MaskingPolicy policy, MediaKind kind, byte[] body) {
    int[] cuts = new int[body.length];
    Arrays.setAll(cuts, i -> i);
    return of(policy, kind, body, cuts);
  }
}
