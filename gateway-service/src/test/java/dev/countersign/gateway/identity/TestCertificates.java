package dev.countersign.gateway.identity;

import dev.countersign.evidence.record.Digest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Client certificates that are made once.
final class TestCertificates {
  static final X509Certificate OWN = make("CN=own");
  static final X509Certificate OTHER = make("CN=other");

  private TestCertificates() {}

  static String thumbprint() {
    try {
      return TestKeys.encode(Digest.of(OWN.getEncoded()).bytes());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate make(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      Instant now = InstantSource.system().instant();
      X500Name party = new X500Name(name);
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      party,
                      BigInteger.ONE,
                      Date.from(now.minus(Duration.ofDays(1))),
                      Date.from(now.plus(Duration.ofDays(1))),
                      party,
                      pair.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
