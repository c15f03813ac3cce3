package dev.countersign.gateway.protocol.http;

import org.apache.coyote.http11.Http11NioProtocol;

/// Tomcat's HTTP/1.1 with small buffers.
///
/// A call that waits for people keeps its connection's buffers for as long as it waits, and ten
/// thousand may. Sizes of buffers are no limits: headers may be as long, bodies and answers go
/// through in more pieces, and whatever is longer than a buffer goes past it. The largest buffer is
/// the one for headers, whose size is their limit.
///
/// Public because Tomcat makes it by its name.
public final class SmallHttpProtocol extends Http11NioProtocol {
  static final int BUFFER = 2 * 1024;

  public SmallHttpProtocol() {
    setProperty("socket.appReadBufSize", Integer.toString(BUFFER));
    setProperty("socket.appWriteBufSize", Integer.toString(BUFFER));
  }

  /// What is held back of an answer before its head is sent, in bytes, and again in characters.
  @Override
  public int getDesiredBufferSize() {
    return BUFFER;
  }
}
