package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Credentials;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the certificate that a caller opened its connection with (RFC 8705).
///
/// It comes from the connection itself, or from the configured header field when, and only when, a
/// configured proxy opened the connection. That such a proxy asks for proof of the certificate's
/// key and overwrites the field is the operator's part. Thread-safe.
final class ClientCertificates {
  private static final int MAX_LENGTH = 16 * 1024;

  private final @Nullable String header;
  private final List<Network> proxies;

  ClientCertificates(IdentitySettings.Certificates settings) {
    this.header = settings.header();
    this.proxies = settings.proxies().stream().map(Network::parse).toList();
  }

  /// The certificate's SHA-256 thumbprint, as `x5t#S256` writes it.
  Optional<String> thumbprint(Credentials credentials) {
    X509Certificate own = credentials.certificate();
    try {
      return own != null
          ? Optional.of(thumbprint(own))
          : handedOn(credentials).map(ClientCertificates::parsed);
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> handedOn(Credentials credentials) {
    if (header == null || proxies.stream().noneMatch(proxy -> proxy.contains(credentials.peer()))) {
      return Optional.empty();
    }
    List<String> values = credentials.fields(header);
    return values.size() == 1 && values.getFirst().length() <= MAX_LENGTH
        ? Optional.of(values.getFirst().strip())
        : Optional.empty();
  }

  private static String parsed(String value) {
    try {
      byte[] encoded =
          value.length() > 2 && value.startsWith(":") && value.endsWith(":")
              ? Base64.getDecoder().decode(value.substring(1, value.length() - 1))
              : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                  .getBytes(StandardCharsets.US_ASCII);
      return thumbprint(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a certificate", e);
    }
  }

  private static String thumbprint(X509Certificate certificate) throws CertificateException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
