package dev.countersign.evidence.timestamp;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/// A timestamp token (RFC 3161 §2.4.2): an authority's signature over a digest and the time at
/// which it saw it.
///
/// Reading checks the form only. [#requireSignature] says that the certificate it brings along made
/// it, [TimestampAuthorities] that this is the certificate of an authority that counts. Immutable.
public final class Timestamp {
  /// A longer one is refused before it is read.
  public static final int MAX_BYTES = 64 * 1024;

  private static final Set<ASN1ObjectIdentifier> STRONG =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private final byte[] bytes;
  private final TimeStampToken token;

  private Timestamp(byte[] bytes, TimeStampToken token) {
    this.bytes = bytes;
    this.token = token;
  }

  /// Reads a token, the CMS structure itself without the answer it came in.
  ///
  /// @throws MalformedTimestampException when it is not one
  public static Timestamp parse(byte[] token) {
    if (token.length > MAX_BYTES) {
      throw new MalformedTimestampException(
          "timestamp length: %d (expected: <= %d)".formatted(token.length, MAX_BYTES));
    }
    try {
      // Refuses bytes behind the token, which the next line would pass over.
      ASN1Primitive.fromByteArray(token);
      var read = new TimeStampToken(new CMSSignedData(token));
      if (read.toCMSSignedData().getSignerInfos().size() != 1) {
        throw new MalformedTimestampException("timestamp: not of one signer");
      }
      return new Timestamp(token.clone(), read);
    } catch (MalformedTimestampException e) {
      throw e;
    } catch (TSPException | IOException | CMSException | RuntimeException e) {
      // Hostile bytes make the parser throw whatever comes to hand.
      throw new MalformedTimestampException("not a timestamp", e);
    }
  }

  static byte[] encoded(TimeStampToken token) {
    try {
      return token.getEncoded();
    } catch (IOException e) {
      throw new MalformedTimestampException("not a timestamp", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// When the authority says it saw the digest.
  public Instant time() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /// Whether it is over this digest, made with SHA-256.
  public boolean isOf(Digest digest) {
    var info = token.getTimeStampInfo();
    return NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
        && Arrays.equals(info.getMessageImprintDigest(), digest.bytes());
  }

  /// The subject of the certificate that made it, as the token has it.
  public String authority() {
    return signer().getSubject().toString();
  }

  /// Checks that the certificate that it brings along made it, is for timestamps and nothing else
  /// (RFC 3161 §2.3), and was in force at the time; with SHA-256 or stronger.
  ///
  /// @throws MalformedTimestampException when that is not so
  public void requireSignature() {
    try {
      SignerInformation signature =
          token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
      if (!STRONG.contains(new ASN1ObjectIdentifier(signature.getDigestAlgOID()))) {
        throw new MalformedTimestampException("timestamp: signed with a weak digest");
      }
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer()));
    } catch (MalformedTimestampException e) {
      throw e;
    } catch (TSPException | OperatorCreationException | CertificateException | RuntimeException e) {
      throw new MalformedTimestampException("timestamp: its signature does not fit", e);
    }
  }

  private X509CertificateHolder signer() {
    SignerId signer = token.getSID();
    return token.getCertificates().getMatches(null).stream()
        .filter(signer::match)
        .findFirst()
        .orElseThrow(() -> new MalformedTimestampException("timestamp: without its certificate"));
  }

  X509Certificate certificate() throws CertificateException {
    return converted(signer());
  }

  /// All certificates that it brings along.
  List<X509Certificate> certificates() throws CertificateException {
    var all = new ArrayList<X509Certificate>();
    for (X509CertificateHolder certificate : token.getCertificates().getMatches(null)) {
      all.add(converted(certificate));
    }
    return all;
  }

  private static X509Certificate converted(X509CertificateHolder certificate)
      throws CertificateException {
    return new JcaX509CertificateConverter().getCertificate(certificate);
  }
}
