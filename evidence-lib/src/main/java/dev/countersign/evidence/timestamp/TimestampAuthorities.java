package dev.countersign.evidence.timestamp;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Certificates of authorities whose timestamps count, obtained elsewhere than with them.
/// Immutable.
///
/// A timestamp counts when one of these certificates made it, or when a path of certificates that
/// were in force at its time leads from its own to one of these (RFC 5280 §6). Revocation is not
/// asked: that would need the network, and for old timestamps an archive of answers.
public final class TimestampAuthorities {
  /// A longer file is refused.
  public static final int MAX_BYTES = 1 << 20;

  private final List<X509Certificate> trusted;

  private TimestampAuthorities(List<X509Certificate> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// Reads certificates in PEM or DER.
  ///
  /// @throws MalformedTimestampException when there is none, or something else
  public static TimestampAuthorities parse(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new MalformedTimestampException(
          "certificates: %d bytes (expected: <= %d)".formatted(file.length, MAX_BYTES));
    }
    try {
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(file))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (read.isEmpty()) {
        throw new MalformedTimestampException("certificates: none (expected: at least one)");
      }
      return new TimestampAuthorities(read);
    } catch (CertificateException e) {
      throw new MalformedTimestampException("not certificates", e);
    }
  }

  /// Whether one of these made the timestamp, or vouches for who did. Its signature is checked by
  /// [Timestamp#requireSignature].
  public boolean trust(Timestamp timestamp) {
    try {
      X509Certificate signer = timestamp.certificate();
      return trusted.contains(signer) || hasPath(signer, timestamp);
    } catch (CertPathBuilderException | CertificateException | MalformedTimestampException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK builds PKIX paths", e);
    }
  }

  private boolean hasPath(X509Certificate signer, Timestamp timestamp)
      throws GeneralSecurityException {
    var wanted = new X509CertSelector();
    wanted.setCertificate(signer);
    Set<TrustAnchor> anchors =
        trusted.stream()
            .map(certificate -> new TrustAnchor(certificate, null))
            .collect(Collectors.toSet());
    var parameters = new PKIXBuilderParameters(anchors, wanted);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(timestamp.time()));
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(timestamp.certificates())));
    return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
  }
}
