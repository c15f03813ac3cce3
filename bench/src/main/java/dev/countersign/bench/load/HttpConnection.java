package dev.countersign.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection on which one call follows the other, and which is opened anew where the server ends
/// it. Understands content lengths and chunks, and nothing else of HTTP/1.1.
final class HttpConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int NO_LENGTH = -1;
  private static final int CHUNKED = -2;

  private final Target target;
  private final byte[] line = new byte[16 * 1024];
  private Socket socket;
  private InputStream in;
  private boolean ended;
  private boolean lastOfConnection;

  HttpConnection(Target target) throws IOException {
    this.target = target;
    this.socket = connected(target);
    this.in = buffered(socket);
  }

  private static Socket connected(Target target) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
    return socket;
  }

  private static InputStream buffered(Socket socket) throws IOException {
    return new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /// Makes one call, reads the whole answer and returns its status. After a failure the next call
  /// is made on a new connection.
  int call() throws IOException {
    if (ended) {
      reopen();
    }
    ended = true;
    int status = answer();
    ended = lastOfConnection;
    return status;
  }

  private int answer() throws IOException {
    lastOfConnection = false;
    socket.getOutputStream().write(target.request());
    int status = Integer.parseInt(readLine().substring(9, 12));
    int length = readHeaders();
    if (length == CHUNKED) {
      skipChunks();
    } else if (length > 0) {
      in.skipNBytes(length);
    } else if (length == NO_LENGTH) {
      throw new IOException("an answer of unknown length");
    }
    return status;
  }

  private void reopen() throws IOException {
    socket.close();
    socket = connected(target);
    in = buffered(socket);
  }

  private int readHeaders() throws IOException {
    int length = NO_LENGTH;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
        length = CHUNKED;
      } else if (lower.equals("connection: close")) {
        lastOfConnection = true;
      }
    }
    return length;
  }

  private void skipChunks() throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      in.skipNBytes(size + 2L);
    }
    readLine();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(readLine(), 16);
  }

  private String readLine() throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
