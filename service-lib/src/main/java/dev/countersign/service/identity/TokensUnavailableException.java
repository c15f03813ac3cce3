package dev.countersign.service.identity;

/// Whether a token is acceptable cannot be known now: its issuer does not answer. The token is not
/// accepted; the text may be told to the caller.
public final class TokensUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokensUnavailableException(String reason) {
    super(reason);
  }
}
