package dev.countersign.quickstart.login;

import java.time.Instant;

/// An access token and the moment it stops working.
public record AccessToken(String reveal, Instant expiresAt) {
  @Override
  public String toString() {
    return "AccessToken[expiresAt=" + expiresAt + "]";
  }
}
