package dev.countersign.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/// A timestamp authority (RFC 3161) with a root of its own, in this process; over HTTP where asked.
public final class TestTimestampAuthority implements AutoCloseable {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999");
  private static final Duration LIFE = Duration.ofDays(3650);

  private final AtomicLong serial = new AtomicLong(1);
  private final X509Certificate root;
  private final X509Certificate certificate;
  private final KeyPair key;
  private @Nullable HttpServer server;
  private volatile UnaryOperator<byte[]> answer = query -> reply(query, Instant.now());

  private TestTimestampAuthority(String name, Instant from) {
    try {
      KeyPair rootKey = keyPair();
      key = keyPair();
      root =
          certificate("CN=" + name + " root", rootKey, "CN=" + name + " root", rootKey, true, from);
      certificate = certificate("CN=" + name, key, "CN=" + name + " root", rootKey, false, from);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no test authority", e);
    }
  }

  /// An authority with certificates from a time on.
  public static TestTimestampAuthority named(String name, Instant from) {
    return new TestTimestampAuthority(name, from);
  }

  /// The certificate of its root, in PEM.
  public byte[] rootPem() {
    return pem(root);
  }

  /// Its own certificate, in PEM.
  public byte[] certificatePem() {
    return pem(certificate);
  }

  /// The token over a SHA-256 digest.
  public byte[] token(byte[] digest, Instant at) {
    try {
      var request = new TimeStampRequestGenerator();
      request.setCertReq(true);
      return tokens()
          .generate(request.generate(TSPAlgorithms.SHA256, digest), next(), Date.from(at))
          .getEncoded();
    } catch (TSPException | IOException e) {
      throw new IllegalStateException("no token", e);
    }
  }

  /// The answer to a query.
  public byte[] reply(byte[] query, Instant at) {
    try {
      return new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED)
          .generate(new TimeStampRequest(query), next(), Date.from(at))
          .getEncoded();
    } catch (TSPException | IOException e) {
      throw new IllegalStateException("no reply", e);
    }
  }

  /// Answers over HTTP from now on, at [#url].
  public TestTimestampAuthority serve() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers otherwise from now on.
  public void answer(UnaryOperator<byte[]> with) {
    answer = with;
  }

  public URI url() {
    if (server == null) {
      throw new IllegalStateException("does not serve");
    }
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/tsa");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] reply = answer.apply(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  private BigInteger next() {
    return BigInteger.valueOf(serial.incrementAndGet());
  }

  private TimeStampTokenGenerator tokens() {
    try {
      var tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build(SIGNATURE, key.getPrivate(), certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              POLICY);
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      return tokens;
    } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private X509Certificate certificate(
      String subject,
      KeyPair subjectKey,
      String issuer,
      KeyPair issuerKey,
      boolean authority,
      Instant from)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            next(),
            Date.from(from),
            Date.from(from.plus(LIFE)),
            new X500Name(subject),
            subjectKey.getPublic());
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } else {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(SIGNATURE).build(issuerKey.getPrivate())));
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] pem(X509Certificate certificate) {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate cannot be written", e);
    }
  }
}
