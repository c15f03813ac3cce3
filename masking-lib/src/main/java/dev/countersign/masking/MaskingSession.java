package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.BodyCommitter;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.MaskingProof;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Masks one body as it streams by.
///
/// The output and the report are the same for every way of cutting the input into chunks. Held back
/// is only the unfinished token, line, event or field, never more than [MaskingLimits#maxToken] and
/// one chunk.
///
/// Fails closed: a [MaskingException] means that the body cannot be masked; what the sink has been
/// given until then is masked, and nothing more comes. Not thread-safe; for one body only.
public final class MaskingSession {

  private enum State {
    OPEN,
    FAILED,
    FINISHED
  }

  private final Engine engine;
  private final MaskingPass pass;
  private final HolePlaces places;
  private final SpanEdits out;
  private byte[] carry = new byte[1024];
  private int carried;
  private @Nullable BodyCommitter committer;
  private @Nullable BodyCommitment commitment;
  private long bytesIn;
  private long taken;
  private State state = State.OPEN;

  MaskingSession(MaskingPass pass, Engine engine) {
    this.pass = pass;
    this.engine = engine;
    this.places = new HolePlaces(pass.rules(), pass.limits().maxHoles());
    this.out = new SpanEdits(places);
  }

  /// Lets the body be committed to; before its first byte.
  ///
  /// @param key fresh keys for this body; whoever keeps them can open its holes
  public MaskingSession commit(CommitmentKey key, CommitmentSettings settings) {
    if (state != State.OPEN || bytesIn > 0) {
      throw new IllegalStateException("masking session: under way (expected: a fresh one)");
    }
    BodyCommitter begun =
        new BodyCommitter(pass.rules().digest(), settings, pass.limits().maxHoles());
    begun.begin(key);
    committer = begun;
    out.commit(begun);
    return this;
  }

  /// What the body is committed to, after its end; empty where nobody asked for it.
  public Optional<BodyCommitment> commitment() {
    return Optional.ofNullable(commitment);
  }

  /// What proves it; empty where nobody asked for it, or there are more holes than the limits let
  /// it keep.
  public Optional<MaskingProof> proof() {
    return committer == null || commitment == null
        ? Optional.empty()
        : committer.proof(commitment, places);
  }

  /// Takes the next bytes of the body and gives what is masked to the sink, untouched spans as
  /// parts of `chunk` itself.
  ///
  /// @throws MaskingException where the body cannot be masked
  /// @throws IOException what the sink throws; the session is over then as well
  public void feed(byte[] chunk, int off, int len, MaskedSink sink) throws IOException {
    Objects.checkFromIndexSize(off, len, chunk.length);
    begin();
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
    state = State.OPEN;
  }

  /// Takes a whole array.
  public void feed(byte[] chunk, MaskedSink sink) throws IOException {
    feed(chunk, 0, chunk.length, sink);
  }

  /// Ends the body: gives the rest to the sink.
  ///
  /// @throws MaskingException where the body ends too early
  public MaskingReport finish(MaskedSink sink) throws IOException {
    begin();
    if (bytesIn > 0) {
      scan(carry, 0, carried, true, sink);
    }
    if (committer != null) {
      commitment = committer.end();
    }
    state = State.FINISHED;
    return new MaskingReport(pass.tally().byName(), places, bytesIn, out.bytesOut());
  }

  private void begin() {
    if (state != State.OPEN) {
      throw new IllegalStateException("masking session: " + state + " (expected: OPEN)");
    }
    state = State.FAILED;
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
