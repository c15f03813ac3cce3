package dev.countersign.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An upstream that keeps each request as the bytes that came, and reads them in the plainest way
/// there is: a head up to an empty line, and as much body as `Content-Length` says.
final class RawUpstream {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /// One request.
  record Seen(String head, byte[] body) {
    String method() {
      return head.substring(0, head.indexOf(' '));
    }

    String target() {
      return head.split(" ", 3)[1];
    }

    /// The header lines in lower case.
    List<String> fields() {
      return List.of(head.split("\r\n")).stream()
          .skip(1)
          .map(line -> line.toLowerCase(java.util.Locale.ROOT))
          .toList();
    }
  }

  private RawUpstream(ServerSocket server) {
    this.server = server;
  }

  static RawUpstream shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final RawUpstream INSTANCE = start();
  }

  private static RawUpstream start() {
    try {
      RawUpstream upstream =
          new RawUpstream(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  List<Seen> all() {
    return List.copyOf(seen);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String head = head(in);
      while (!head.isEmpty()) {
        seen.add(new Seen(head, in.readNBytes(length(head))));
        socket.getOutputStream().write(ANSWER);
        socket.getOutputStream().flush();
        head = head(in);
      }
    } catch (IOException e) {
      // The gateway hung up; thrown here it would fail whichever test waits just then.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      head.write(next);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
      next = in.read();
    }
    return "";
  }

  private static int length(String head) {
    for (String line : head.split("\r\n")) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return 0;
  }
}
