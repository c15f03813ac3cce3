package dev.countersign.gateway.exchange;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.schema.XSString;
import org.opensaml.core.xml.schema.impl.XSStringBuilder;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeStatement;
import org.opensaml.saml.saml2.core.AttributeValue;
import org.opensaml.saml.saml2.core.Audience;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.AuthnContextClassRef;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Subject;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;

/// Assertions that OpenSAML makes and signs: not one line of ours is in them.
public final class TestAssertions {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  public static final String PROVIDER = "https://idp.example.com/metadata";
  static final String AUDIENCE = "https://gateway.example.com";
  static final String RECIPIENT = "https://gateway.example.com/oauth2/token";

  private static final KeyPair KEYS = keys();
  private static final KeyPair OTHER_KEYS = keys();
  public static final X509Certificate CERTIFICATE = certificate(KEYS);

  static {
    try {
      InitializationService.initialize();
    } catch (InitializationException e) {
      throw new IllegalStateException(e);
    }
  }

  private final Assertion assertion = make(Assertion.DEFAULT_ELEMENT_NAME);
  private KeyPair signer = KEYS;
  private String algorithm = SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256;

  private TestAssertions() {}

  /// An assertion about alice that is good at a moment.
  public static TestAssertions alice(String id, Instant now) {
    TestAssertions made = new TestAssertions();
    Assertion assertion = made.assertion;
    assertion.setID(id);
    assertion.setVersion(SAMLVersion.VERSION_20);
    assertion.setIssueInstant(now);
    Issuer issuer = make(Issuer.DEFAULT_ELEMENT_NAME);
    issuer.setValue(PROVIDER);
    assertion.setIssuer(issuer);
    assertion.setSubject(subject(now));
    assertion.setConditions(conditions(now));
    assertion.getAuthnStatements().add(authentication(now));
    assertion.getAttributeStatements().add(groups("support", "leads"));
    return made;
  }

  /// An assertion about alice that is good at [#NOW].
  static TestAssertions alice(String id) {
    return alice(id, NOW);
  }

  private static Subject subject(Instant now) {
    NameID name = make(NameID.DEFAULT_ELEMENT_NAME);
    name.setValue("alice@example.com");
    SubjectConfirmationData data = make(SubjectConfirmationData.DEFAULT_ELEMENT_NAME);
    data.setRecipient(RECIPIENT);
    data.setNotOnOrAfter(now.plus(Duration.ofMinutes(5)));
    SubjectConfirmation confirmation = make(SubjectConfirmation.DEFAULT_ELEMENT_NAME);
    confirmation.setMethod(SubjectConfirmation.METHOD_BEARER);
    confirmation.setSubjectConfirmationData(data);
    Subject subject = make(Subject.DEFAULT_ELEMENT_NAME);
    subject.setNameID(name);
    subject.getSubjectConfirmations().add(confirmation);
    return subject;
  }

  private static Conditions conditions(Instant now) {
    Audience audience = make(Audience.DEFAULT_ELEMENT_NAME);
    audience.setURI(AUDIENCE);
    AudienceRestriction restriction = make(AudienceRestriction.DEFAULT_ELEMENT_NAME);
    restriction.getAudiences().add(audience);
    Conditions conditions = make(Conditions.DEFAULT_ELEMENT_NAME);
    conditions.setNotBefore(now.minus(Duration.ofMinutes(1)));
    conditions.setNotOnOrAfter(now.plus(Duration.ofMinutes(5)));
    conditions.getAudienceRestrictions().add(restriction);
    return conditions;
  }

  private static AuthnStatement authentication(Instant now) {
    AuthnContextClassRef reference = make(AuthnContextClassRef.DEFAULT_ELEMENT_NAME);
    reference.setURI("urn:oasis:names:tc:SAML:2.0:ac:classes:X509");
    AuthnContext context = make(AuthnContext.DEFAULT_ELEMENT_NAME);
    context.setAuthnContextClassRef(reference);
    AuthnStatement statement = make(AuthnStatement.DEFAULT_ELEMENT_NAME);
    statement.setAuthnInstant(now.minus(Duration.ofMinutes(2)));
    statement.setAuthnContext(context);
    return statement;
  }

  private static AttributeStatement groups(String... names) {
    Attribute attribute = make(Attribute.DEFAULT_ELEMENT_NAME);
    attribute.setName("groups");
    for (String name : names) {
      XSString value =
          new XSStringBuilder()
              .buildObject(AttributeValue.DEFAULT_ELEMENT_NAME, XSString.TYPE_NAME);
      value.setValue(name);
      attribute.getAttributeValues().add(value);
    }
    AttributeStatement statement = make(AttributeStatement.DEFAULT_ELEMENT_NAME);
    statement.getAttributes().add(attribute);
    return statement;
  }

  @SuppressWarnings("unchecked")
  private static <T extends XMLObject> T make(QName name) {
    return (T)
        XMLObjectProviderRegistrySupport.getBuilderFactory()
            .getBuilderOrThrow(name)
            .buildObject(name);
  }

  TestAssertions with(Consumer<Assertion> change) {
    change.accept(assertion);
    return this;
  }

  TestAssertions signedBySomebodyElse() {
    signer = OTHER_KEYS;
    return this;
  }

  TestAssertions algorithm(String uri) {
    algorithm = uri;
    return this;
  }

  public String signed() {
    Signature signature = make(Signature.DEFAULT_ELEMENT_NAME);
    signature.setSigningCredential(new BasicX509Credential(CERTIFICATE, signer.getPrivate()));
    signature.setSignatureAlgorithm(algorithm);
    signature.setCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
    assertion.setSignature(signature);
    String text = marshalled(signature);
    assertion.setSignature(null);
    return text;
  }

  String unsigned() {
    return marshalled(null);
  }

  private String marshalled(@org.jspecify.annotations.Nullable Signature signature) {
    try {
      var element =
          XMLObjectProviderRegistrySupport.getMarshallerFactory()
              .getMarshaller(assertion)
              .marshall(assertion);
      if (signature != null) {
        Signer.signObject(signature);
      }
      return SerializeSupport.nodeToString(element);
    } catch (MarshallingException | SignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String xml) {
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(KeyPair pair) {
    try {
      X500Name name = new X500Name("CN=idp");
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(NOW.minus(Duration.ofDays(1))),
                      Date.from(NOW.plus(Duration.ofDays(1))),
                      name,
                      pair.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
