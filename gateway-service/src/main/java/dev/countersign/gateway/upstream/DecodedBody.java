package dev.countersign.gateway.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A body whose content coding is undone while it is read.
///
/// A body that grows too much is refused, as is one with anything behind its coded content. To
/// close it frees memory and leaves the connection alone.
final class DecodedBody extends InputStream {
  private static final int BUFFER = 8 * 1024;
  private static final long SMALL = 1 << 20;
  private static final long MAX_GROWTH = 200;

  private final CountedInput raw;
  private final ContentCoding coding;
  private @Nullable InputStream decoder;
  private @Nullable Inflater inflater;
  private long decoded;

  DecodedBody(InputStream raw, ContentCoding coding) {
    this.raw = new CountedInput(raw);
    this.coding = coding;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int off, int len) throws IOException {
    InputStream from = decoder();
    int count = from == null ? -1 : from.read(buffer, off, len);
    if (count < 0) {
      if (raw.read() >= 0) {
        throw new ZipException("something follows the coded content");
      }
      return -1;
    }
    decoded += count;
    if (decoded > SMALL && decoded / MAX_GROWTH > raw.count) {
      throw new ZipException("the coded content grows too much");
    }
    return count;
  }

  /// Null where the body is empty, which no coding makes it.
  private @Nullable InputStream decoder() throws IOException {
    InputStream known = decoder;
    if (known != null) {
      return known;
    }
    int first = raw.read();
    if (first < 0) {
      return null;
    }
    raw.unread(first);
    InputStream begun =
        switch (coding) {
          case GZIP -> new GZIPInputStream(raw, BUFFER);
          case DEFLATE -> {
            inflater = new Inflater();
            yield new InflaterInputStream(raw, inflater, BUFFER);
          }
        };
    decoder = begun;
    return begun;
  }

  @Override
  public void close() throws IOException {
    if (decoder != null) {
      decoder.close();
    }
    if (inflater != null) {
      inflater.end();
    }
  }

  /// Counts what is read, and says that more may come until the end is seen, so that a further
  /// member of a gzip body is waited for.
  private static final class CountedInput extends PushbackInputStream {
    private long count;

    CountedInput(InputStream in) {
      super(new Unclosed(in), 1);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] buffer, int off, int len) throws IOException {
      int read = super.read(buffer, off, len);
      count += Math.max(read, 0);
      return read;
    }

    @Override
    public void unread(int one) throws IOException {
      super.unread(one);
      count--;
    }

    @Override
    public int available() {
      return 1;
    }
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
