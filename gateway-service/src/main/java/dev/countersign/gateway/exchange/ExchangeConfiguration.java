package dev.countersign.gateway.exchange;

import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.identity.LocalIssuers;
import dev.countersign.service.identity.ReplayWindow;
import dev.countersign.service.identity.TokenSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the token endpoint in place where it is set up, and lets the gateway take its tokens.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("countersign.gateway.saml.enabled")
@EnableConfigurationProperties(SamlSettings.class)
class ExchangeConfiguration {
  private final SamlSettings settings;
  private final URI resource;

  ExchangeConfiguration(SamlSettings settings, TokenSettings tokens) {
    URI address = tokens.resource();
    if (address == null || settings.providers().isEmpty()) {
      throw new IllegalStateException(
          "countersign.gateway.saml: needs countersign.tokens.resource and at least one provider");
    }
    this.settings = settings;
    this.resource = address;
  }

  @Bean
  TokenIssuer tokenIssuer(EvidenceSettings evidence, Clock clock) {
    Path own = settings.key();
    TokenKey key =
        TokenKey.readOrGenerate(own == null ? evidence.state().resolve("keys/tokens.jwk") : own);
    return new TokenIssuer(key, resource, settings.tokenLifetime(), clock);
  }

  @Bean
  LocalIssuers localIssuers(TokenIssuer issuer) {
    return () -> settings.providers().stream().map(issuer::local).toList();
  }

  @Bean
  Exchange exchange(TokenIssuer issuer, TokenSettings tokens, Clock clock, MeterRegistry meters) {
    return new Exchange(verifier(clock), issuer, tokens.audience(), resource.toString(), meters);
  }

  private AssertionVerifier verifier(Clock clock) {
    String audience = settings.audience();
    URI recipient = settings.recipient();
    AssertionConditions conditions =
        new AssertionConditions(
            audience == null ? resource.toString() : audience,
            recipient == null ? resource + "/oauth2/token" : recipient.toString(),
            settings.maxAge(),
            settings.clockSkew(),
            clock);
    // An assertion is taken from skew before its making until age and skew after it.
    ReplayWindow used =
        new ReplayWindow(
            settings.maxAge().plus(settings.clockSkew().multipliedBy(2)),
            settings.rememberAtMost(),
            clock);
    return new AssertionVerifier(
        settings.providers().stream()
            .map(provider -> new AssertionVerifier.Trusted(provider, keys(provider)))
            .toList(),
        conditions,
        used);
  }

  private static List<PublicKey> keys(SamlSettings.Provider provider) {
    return provider.certificates().stream().map(ExchangeConfiguration::key).toList();
  }

  private static PublicKey key(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException("certificate " + file + ": cannot be read (expected: PEM)");
    }
  }
}
