package dev.countersign.masking;

import dev.countersign.masking.commit.BodyCommitter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Gives a buffer to the sink with its changes, untouched spans without a copy, and keeps the place
/// of each change as a hole.
///
/// What is taken away directly behind a hole by the same rule, with nothing in its place, belongs
/// to that hole: how many lines a private key had is nobody's business.
final class SpanEdits implements Edits {

  private static final MaskedSink NOWHERE = (_, _, _) -> {};

  private static final byte[] NOTHING = {};

  private HolePlaces places;
  private byte[] buffer = NOTHING;
  private int done;
  private long origin;
  private MaskedSink sink = NOWHERE;
  private long bytesOut;
  private @Nullable BodyCommitter committer;
  private int openHole = CompiledRules.NONE;

  SpanEdits(HolePlaces places) {
    this.places = places;
  }

  /// Makes ready for another body.
  void renew(HolePlaces itsPlaces) {
    places = itsPlaces;
    buffer = NOTHING;
    done = 0;
    origin = 0;
    sink = NOWHERE;
    bytesOut = 0;
    committer = null;
    openHole = CompiledRules.NONE;
  }

  /// Lets the body be committed to, from its first byte on.
  void commit(BodyCommitter to) {
    committer = to;
  }

  /// Begins with the next buffer.
  ///
  /// @param origin where in the body the byte at `from` lies
  void begin(byte[] buffer, int from, long origin, MaskedSink sink) {
    this.buffer = buffer;
    this.done = from;
    this.origin = origin - from;
    this.sink = sink;
  }

  @Override
  public void replace(int start, int end, byte[] text, int rule) throws IOException {
    pass(start);
    if (text.length == 0 && rule == openHole) {
      places.extend(origin + end);
      if (committer != null) {
        committer.more(buffer, start, end - start);
      }
    } else {
      places.add(rule, bytesOut, bytesOut + text.length, origin + start, origin + end);
      if (committer != null) {
        committer.hole(rule, buffer, start, end - start, text);
      }
    }
    give(text, 0, text.length);
    done = end;
    openHole = rule;
  }

  void end(int end) throws IOException {
    pass(end);
    buffer = NOTHING;
    sink = NOWHERE;
  }

  private void pass(int end) throws IOException {
    if (end > done) {
      if (committer != null) {
        committer.passed(buffer, done, end - done);
      }
      give(buffer, done, end - done);
      openHole = CompiledRules.NONE;
    }
  }

  private void give(byte[] bytes, int off, int len) throws IOException {
    if (len > 0) {
      sink.accept(bytes, off, len);
      bytesOut += len;
    }
  }

  long bytesOut() {
    return bytesOut;
  }
}
