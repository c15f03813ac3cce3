package dev.countersign.approval.review;

import dev.countersign.service.identity.VerifiedToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How and when a person authenticated, as far as their token says.
record Authenticated(@Nullable Instant at, @Nullable String acr) {
  static Authenticated of(VerifiedToken token) {
    return new Authenticated(token.authentication().authTime(), token.authentication().acr());
  }
}
