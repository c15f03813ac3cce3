package dev.countersign.service.security;

import dev.countersign.service.identity.VerifiedToken;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// A caller with a verified token; authorities `GROUP_…` and `SCOPE_…`.
final class CallerAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient VerifiedToken token;

  CallerAuthentication(VerifiedToken token) {
    super(
        Stream.concat(
                token.groups().stream().map(group -> "GROUP_" + group),
                token.scopes().stream().map(scope -> "SCOPE_" + scope))
            .map(SimpleGrantedAuthority::new)
            .toList());
    this.token = token;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public VerifiedToken getPrincipal() {
    return token;
  }

  @Override
  public String getName() {
    return token.subject();
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof CallerAuthentication that && token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return token.hashCode();
  }
}
