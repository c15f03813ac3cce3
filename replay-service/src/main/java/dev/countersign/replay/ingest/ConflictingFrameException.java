package dev.countersign.replay.ingest;

/// A frame has the key of a stored one, or the call of one, but says something else.
class ConflictingFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConflictingFrameException() {
    super("frame contradicts what is stored under its call, direction and index");
  }
}
