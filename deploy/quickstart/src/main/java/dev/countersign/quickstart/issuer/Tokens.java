package dev.countersign.quickstart.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/// What the issuer's access tokens say and the key that signs them (RS256). The key outlives the
/// process, so tokens survive a restart.
@Configuration(proxyBeanMethods = false)
class Tokens {

  @Bean
  JWKSource<SecurityContext> signingKey(Home home)
      throws IOException, ParseException, JOSEException {
    Path file = home.privateFolder("issuer").resolve("key.jwk");
    if (Files.notExists(file)) {
      RSAKey key =
          new RSAKeyGenerator(2048)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate();
      OwnerOnly.write(file, key.toJSONString());
    }
    return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(Files.readString(file))));
  }

  /// Adds audience, groups, kind and client to access tokens; the `act` of an exchange is there
  /// already.
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> accessTokenClaims() {
    return context -> {
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        String client = context.getRegisteredClient().getClientId();
        Authentication principal = Objects.requireNonNull(context.getPrincipal());
        context
            .getClaims()
            .audience(List.of(audience(client)))
            .claim("groups", Directory.groupsOf(principal.getName()))
            .claim("kind", Directory.kindOf(principal.getName()))
            .claim("client_id", client);
      }
    };
  }

  private static String audience(String client) {
    return Directory.client(client).map(Directory.Client::audience).orElse(Directory.AUDIENCE);
  }
}
