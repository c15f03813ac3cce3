package dev.countersign.gateway;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate authority of the test, and what it certifies.
final class TestPki {
  static final String PASSWORD = "of-the-test";

  private static final AtomicInteger SERIALS = new AtomicInteger();

  private final Party authority;

  TestPki(String name) {
    this.authority = make(new X500Name("CN=" + name), null, null);
  }

  /// A key and its certificate.
  record Party(KeyPair keys, X509Certificate certificate) {
    /// The thumbprint that a token is bound to (RFC 8705 §3.1).
    String thumbprint() {
      try {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Digest.of(certificate.getEncoded()).bytes());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Party client(String name) {
    return make(new X500Name("CN=" + name), authority, null);
  }

  /// A server at an address of this machine.
  Party server(String address) {
    return make(new X500Name("CN=server"), authority, address);
  }

  /// A key store with a key and its certificate, PKCS 12.
  Path keyStore(Path folder, Party party) {
    return written(folder.resolve("server.p12"), store(party));
  }

  /// A trust store with this authority alone, PKCS 12.
  Path trustStore(Path folder) {
    return written(folder.resolve("clients.p12"), trusted());
  }

  /// What a client needs that trusts this authority and shows a certificate, or none.
  SSLContext context(@Nullable Party shown) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(empty(), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted());
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] showing =
          shown == null ? keys.getKeyManagers() : new KeyManager[] {new Insisting(shown)};
      context.init(showing, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Shows its certificate whatever authorities the server says it knows.
  private static final class Insisting extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final Party shown;

    Insisting(Party shown) {
      this.shown = shown;
    }

    @Override
    public String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {shown.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return shown.keys().getPrivate();
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }

  private KeyStore store(Party party) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "own",
          party.keys().getPrivate(),
          PASSWORD.toCharArray(),
          new X509Certificate[] {party.certificate(), authority.certificate()});
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore trusted() {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("authority", authority.certificate());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path written(Path file, KeyStore store) {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Party make(X500Name name, @Nullable Party issuer, @Nullable String address) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      KeyPair signer = issuer == null ? keys : issuer.keys();
      Instant now = InstantSource.system().instant();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? name
                  : new X500Name(issuer.certificate().getSubjectX500Principal().getName()),
              BigInteger.valueOf(SERIALS.incrementAndGet()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(1))),
              name,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
      if (address != null) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.iPAddress, address));
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return new Party(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }
}
