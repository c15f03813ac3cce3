package dev.countersign.evidence.jws;

/// Bytes that should be a compact JWS of this product's form are not.
public final class MalformedJwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJwsException(String reason) {
    super(reason);
  }
}
