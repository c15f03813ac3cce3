package dev.countersign.masking.fuzz;

import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingReport;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What became of one body.
///
/// @param out what the sink was given
/// @param report null where the body was refused
/// @param refused null where it was not
/// @param root what was committed to, or empty
@SuppressWarnings("ArrayRecordComponent") // compared part by part
record Run(
    byte[] out, @Nullable MaskingReport report, @Nullable MaskingException refused, String root) {

  private static final CommitmentKey KEY = CommitmentKey.of(new byte[CommitmentKey.BYTES]);
  private static final CommitmentSettings SMALL = new CommitmentSettings(64, 2);

  /// Masks a body that comes in chunks which end at the given places.
  static Run of(MaskingPolicy policy, MediaKind kind, byte[] body, int... cuts) {
    return of(policy.open(kind), body, cuts);
  }

  /// The same with a commitment.
  static Run committed(MaskingPolicy policy, MediaKind kind, byte[] body, int... cuts) {
    return of(policy.open(kind).commit(KEY, SMALL), body, cuts);
  }

  static int[] everyByte(byte[] body) {
    return IntStream.range(0, body.length).toArray();
  }

  private static Run of(MaskingSession open, byte[] body, int... cuts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    try (MaskingSession session = open) {
      int from = 0;
      for (int cut : cuts) {
        feed(session, body, from, cut, out);
        from = cut;
      }
      feed(session, body, from, body.length, out);
      MaskingReport report = session.finish(out::write);
      String root = session.commitment().map(Object::toString).orElse("");
      return new Run(out.toByteArray(), report, null, root);
    } catch (MaskingException e) {
      return new Run(out.toByteArray(), null, e, "");
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

  /// What it comes to: the same for every way of cutting the body.
  String verdict() {
    return refused == null ? "masked" : String.valueOf(refused.getMessage());
  }
}
