package dev.countersign.masking;

import java.io.IOException;

/// Gives a buffer to the sink with its changes: untouched spans without a copy.
final class SpanEdits implements Edits {

  private static final MaskedSink NOWHERE = (_, _, _) -> {};

  private byte[] buffer = {};
  private int done;
  private MaskedSink sink = NOWHERE;
  private long bytesOut;

  void begin(byte[] buffer, int from, MaskedSink sink) {
    this.buffer = buffer;
    this.done = from;
    this.sink = sink;
  }

  @Override
  public void replace(int start, int end, byte[] text, int rule) throws IOException {
    give(buffer, done, start - done);
    give(text, 0, text.length);
    done = end;
  }

  void end(int end) throws IOException {
    give(buffer, done, end - done);
    buffer = new byte[0];
    sink = NOWHERE;
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
