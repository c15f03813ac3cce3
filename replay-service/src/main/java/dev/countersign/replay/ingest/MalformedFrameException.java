package dev.countersign.replay.ingest;

/// A message on the recordings topic is not a frame. Its text names the header, never its value.
class MalformedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedFrameException(String reason) {
    super(reason);
  }
}
