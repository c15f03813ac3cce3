package dev.countersign.masking;

import java.io.IOException;

/// Where masked bytes go, in order.
@FunctionalInterface
public interface MaskedSink {

  /// Takes masked bytes. They are the sink's only until it returns: copy them to keep them.
  void accept(byte[] bytes, int off, int len) throws IOException;
}
