package dev.countersign.quickstart.issuer;

import dev.countersign.quickstart.home.Secrets;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/// Who may sign in and how: people by form login with code and PKCE (RFC 7636), clients by their
/// secret, with client credentials (RFC 6749 §4.4) or token exchange (RFC 8693).
@Configuration(proxyBeanMethods = false)
class Logins {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  @Bean
  UserDetailsService people(Secrets secrets) {
    return new InMemoryUserDetailsManager(
        Directory.people().stream().map(person -> user(person, secrets)).toList());
  }

  @Bean
  RegisteredClientRepository clients(Secrets secrets) {
    var machines = Directory.clients().stream().map(client -> machine(client, secrets));
    return new InMemoryRegisteredClientRepository(
        Stream.concat(Stream.of(command()), machines).toList());
  }

  // The secrets are random and 192 bits long, so a slow hash would add nothing.
  private static UserDetails user(Directory.Person person, Secrets secrets) {
    return User.withUsername(person.id())
        .password("{noop}" + secrets.reveal(Directory.secretOf(person.id())))
        .roles("PERSON")
        .build();
  }

  private static RegisteredClient machine(Directory.Client client, Secrets secrets) {
    return RegisteredClient.withId(client.id())
        .clientId(client.id())
        .clientSecret("{noop}" + secrets.reveal(Directory.secretOf(client.id())))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
        .scope(client.scope())
        .tokenSettings(tokens())
        .build();
  }

  private static RegisteredClient command() {
    return RegisteredClient.withId(Directory.COMMAND_CLIENT)
        .clientId(Directory.COMMAND_CLIENT)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(Directory.COMMAND_REDIRECT)
        .scope(OidcScopes.OPENID)
        .scope(Directory.CALL_SCOPE)
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .tokenSettings(tokens())
        .build();
  }

  private static TokenSettings tokens() {
    return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
  }
}
