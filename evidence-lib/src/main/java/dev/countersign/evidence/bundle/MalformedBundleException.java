package dev.countersign.evidence.bundle;

/// Bytes that should be an evidence bundle are not one.
public final class MalformedBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedBundleException(String reason) {
    super(reason);
  }
}
