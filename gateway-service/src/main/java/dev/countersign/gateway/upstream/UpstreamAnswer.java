package dev.countersign.gateway.upstream;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import java.io.IOException;
import java.util.List;

/// An upstream's answer: head read, body a stream that obeys the connection's limits.
///
/// For one thread. Closing it before the body's end closes the upstream's connection.
public interface UpstreamAnswer extends AutoCloseable {
  int status();

  /// All values of a header field, in order; the name in any case.
  List<String> header(String name);

  /// The header fields that may be passed on, without those that describe the body.
  List<Header> passedOn();

  /// The content codings that cannot be undone here, by their names; then [#read] gives coded
  /// bytes. Where there are none it gives the content itself.
  List<String> unknownCodings();

  /// Reads body bytes as they arrive, without their content coding; -1 at the end.
  ///
  /// @throws java.util.zip.ZipException when the body is not coded as it says, or grows too much
  /// @throws UpstreamTimeoutException when the call's time is over
  /// @throws IOException when the answer breaks off or is longer than the connection allows
  int read(byte[] buffer) throws IOException;

  @Override
  void close();
}
