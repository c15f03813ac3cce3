package dev.countersign.gateway.upstream;

import java.io.IOException;

/// The time for a call was over before the upstream's answer was.
public final class UpstreamTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  UpstreamTimeoutException(Throwable cause) {
    super("the upstream took too long", cause);
  }
}
