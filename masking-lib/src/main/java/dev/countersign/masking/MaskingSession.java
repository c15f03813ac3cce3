package dev.countersign.masking;

import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.BodyCommitter;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.MaskingProof;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Masks one body as it streams by.
///
/// The output and the report are the same for every way of cutting the input into chunks. Held back
/// is only the unfinished token, line, event or field, never more than [MaskingLimits#maxToken] and
/// one chunk, and events that wait for more of a text, never more than [MaskingLimits#maxHeldBytes]
/// behind the first.
///
/// Fails closed: a [MaskingException] means that the body cannot be masked; what the sink has been
/// given until then is masked, and nothing more comes. Not thread-safe; for one body only.
public final class MaskingSession implements AutoCloseable {

  private enum State {
    OPEN,
    FAILED,
    FINISHED
  }

  private final MaskingPool pool;
  private @Nullable MaskingWorker worker;
  private @Nullable BodyCommitter committer;
  private @Nullable BodyCommitment commitment;
  private State state = State.OPEN;

  MaskingSession(MaskingPool pool, MaskingWorker worker) {
    this.pool = pool;
    this.worker = worker;
  }

  /// Lets the body be committed to; before its first byte.
  ///
  /// @param key fresh keys for this body; whoever keeps them can open its holes
  public MaskingSession commit(CommitmentKey key, CommitmentSettings settings) {
    MaskingWorker fresh = worker();
    if (state != State.OPEN || fresh.bytesIn() > 0) {
      throw new IllegalStateException("masking session: under way (expected: a fresh one)");
    }
    committer = fresh.commit(key, settings);
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
        : committer.proof(commitment, worker().places());
  }

  /// Takes the next bytes of the body and gives what is masked to the sink, untouched spans as
  /// parts of `chunk` itself.
  ///
  /// @throws MaskingException where the body cannot be masked
  /// @throws IOException what the sink throws; the session is over then as well
  public void feed(byte[] chunk, int off, int len, MaskedSink sink) throws IOException {
    Objects.checkFromIndexSize(off, len, chunk.length);
    begin().feed(chunk, off, len, sink);
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
    end(sink);
    return worker().report();
  }

  /// Ends the body as [#finish] does, without a report to keep; [#places] and [#bytesOut] tell what
  /// was done until the session is closed.
  ///
  /// @throws MaskingException where the body ends too early
  public void end(MaskedSink sink) throws IOException {
    begin().end(sink);
    if (committer != null) {
      commitment = committer.end();
    }
    state = State.FINISHED;
  }

  /// Where the holes lie so far; only until the session is closed.
  public HolePlaces places() {
    return worker().places();
  }

  /// How long the masked body is so far.
  public long bytesOut() {
    return worker().bytesOut();
  }

  /// Lets another session work with what this one worked with, if its body is ended. A session that
  /// is never closed costs the next one some time, nothing else.
  @Override
  public void close() {
    MaskingWorker done = worker;
    worker = null;
    if (done != null && state == State.FINISHED) {
      pool.give(done);
    }
  }

  private MaskingWorker begin() {
    if (state != State.OPEN) {
      throw new IllegalStateException("masking session: " + state + " (expected: OPEN)");
    }
    state = State.FAILED;
    return worker();
  }

  private MaskingWorker worker() {
    if (worker == null) {
      throw new IllegalStateException("masking session: closed (expected: open)");
    }
    return worker;
  }
}
