package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.commit.BodyCommitter;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Masks bodies one after the other: all that a session works with. Not thread-safe.
///
/// Nothing of a body is left for the next but buffers, which are overwritten, and what is known of
/// the names that repeat.
final class MaskingWorker {

  private static final int KEPT_BUFFER = 1 << 16;

  private final MaskingPass pass;
  private final Engine engine;
  private final SpanEdits out;
  private HolePlaces places;
  private byte[] carry = new byte[1024];
  private int carried;
  private long bytesIn;
  private long taken;
  private boolean reported;
  private @Nullable BodyCommitter committer;

  MaskingWorker(MaskingPass pass, Engine engine) {
    this.pass = pass;
    this.engine = engine;
    this.places = new HolePlaces(pass.rules(), pass.limits().maxHoles());
    this.out = new SpanEdits(places);
  }

  /// Makes ready for another body; false where it serves only one.
  boolean renew() {
    if (carry.length > KEPT_BUFFER || !engine.renew()) {
      return false;
    }
    pass.renew();
    if (reported) {
      places = new HolePlaces(pass.rules(), pass.limits().maxHoles());
    }
    if (committer != null) {
      committer.forget();
    }
    places.clear();
    out.renew(places);
    carried = 0;
    bytesIn = 0;
    taken = 0;
    reported = false;
    return true;
  }

  /// Lets the body be committed to, from its first byte on.
  BodyCommitter commit(CommitmentKey key, CommitmentSettings settings) {
    BodyCommitter begun = committer;
    if (begun == null || !begun.settings().equals(settings)) {
      begun = new BodyCommitter(pass.rules().digest(), settings, pass.limits().maxHoles());
      committer = begun;
    }
    begun.begin(key);
    out.commit(begun);
    return begun;
  }

  long bytesIn() {
    return bytesIn;
  }

  long bytesOut() {
    return out.bytesOut();
  }

  HolePlaces places() {
    return places;
  }

  /// What was hidden, to be kept.
  MaskingReport report() {
    reported = true;
    return new MaskingReport(pass.tally().byName(), places, bytesIn, out.bytesOut());
  }

  void feed(byte[] chunk, int off, int len, MaskedSink sink) throws IOException {
    bytesIn += len;
    if (carried == 0) {
      int end = scan(chunk, off, off + len, false, sink);
      keep(chunk, end, off + len);
    } else {
      append(chunk, off, len);
      int end = scan(carry, 0, carried, false, sink);
      int rest = carried - end;
      if (end > 0) {
        System.arraycopy(carry, end, carry, 0, rest);
      }
      carried = rest;
    }
  }

  /// Takes the rest.
  void end(MaskedSink sink) throws IOException {
    if (bytesIn > 0) {
      scan(carry, 0, carried, true, sink);
    }
  }

  private int scan(byte[] b, int from, int to, boolean last, MaskedSink sink) throws IOException {
    out.begin(b, from, taken, sink);
    int end = engine.scan(b, from, to, last, out);
    Reason failure = engine.failure();
    if (failure != null) {
      throw new MaskingException(failure, taken + engine.failedAt() - from);
    }
    out.end(end);
    taken += end - from;
    return end;
  }

  private void keep(byte[] chunk, int from, int to) {
    carried = 0;
    append(chunk, from, to - from);
  }

  private void append(byte[] chunk, int off, int len) {
    if (carried + len > carry.length) {
      carry = Arrays.copyOf(carry, Math.max(carried + len, 2 * carry.length));
    }
    System.arraycopy(chunk, off, carry, carried, len);
    carried += len;
  }
}
