package dev.countersign.approval.request;

/// A request that cannot be what a gateway meant: its partition stops until somebody looked.
final class MalformedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedRequestException(String reason) {
    super(reason);
  }
}
