package dev.countersign.evidence.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How somebody proved who they are, as far as their token says so.
///
/// @param acr the class of the authentication (OpenID Connect Core §2)
/// @param amr its methods (RFC 8176)
/// @param authTime when the person was last asked
/// @param cnf the key the token is bound to (RFC 7800): `jkt:` or `x5t#S256:` and the thumbprint,
///   two of them with a space between
/// @param jti the digest of the token's id, to find it at its issuer
/// @param assertion the digest of the SAML assertion that the token was given for
public record Authentication(
    @Nullable String acr,
    @Nullable List<String> amr,
    @Nullable Instant authTime,
    @Nullable String cnf,
    @Nullable Digest jti,
    @Nullable Digest assertion) {
  /// Nothing is known about it.
  public static final Authentication UNKNOWN =
      new Authentication(null, null, null, null, null, null);

  public Authentication {
    amr = amr == null ? null : List.copyOf(amr);
  }

  /// What a record says of it: nothing, where nothing is known.
  public @Nullable Authentication orAbsent() {
    return equals(UNKNOWN) ? null : this;
  }
}
