package dev.countersign.gateway.exchange;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.ReplayWindow;
import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Verifies SAML 2.0 assertions.
///
/// Guarantees of one that passes: it is one `Assertion` and nothing around it; signed as a whole by
/// a configured key of the provider it names, with SHA-256 or better; meant for us, for this
/// address, for now; not shown to this process before. Encrypted parts are not supported and are
/// refused. Another replica would take the same assertion again while it is fresh. Thread-safe.
final class AssertionVerifier {
  private static final int MAX_GROUPS = 1000;

  /// A provider and the keys it signs with.
  record Trusted(SamlSettings.Provider provider, List<PublicKey> keys) {}

  private final List<Trusted> providers;
  private final AssertionConditions conditions;
  private final ReplayWindow used;

  AssertionVerifier(List<Trusted> providers, AssertionConditions conditions, ReplayWindow used) {
    this.providers = List.copyOf(providers);
    this.conditions = conditions;
    this.used = used;
  }

  /// Verifies an assertion and uses it up.
  ///
  /// @throws InvalidAssertionException when anything about it does not hold
  VerifiedAssertion verify(byte[] xml) {
    Document document = AssertionXml.parse(xml);
    Element assertion = document.getDocumentElement();
    checkForm(document, assertion);
    Trusted trusted = issuer(assertion);
    AssertionSignature.check(document, trusted.keys());
    conditions.check(assertion);
    VerifiedAssertion verified = read(assertion, trusted.provider(), Digest.of(xml));
    checkFirstUse(trusted.provider().name() + " " + assertion.getAttributeNS(null, "ID"));
    return verified;
  }

  private static void checkForm(Document document, Element assertion) {
    if (!AssertionXml.is(assertion, "Assertion")
        || !"2.0".equals(assertion.getAttributeNS(null, "Version"))) {
      throw new InvalidAssertionException("it is not an Assertion of SAML 2.0");
    }
    if (document.getElementsByTagNameNS("*", "Assertion").getLength() != 1
        || assertion.getAttributeNS(null, "ID").isBlank()) {
      throw new InvalidAssertionException("it is not exactly one Assertion with an id");
    }
    for (String name : List.of("EncryptedID", "EncryptedAssertion", "EncryptedAttribute")) {
      if (document.getElementsByTagNameNS("*", name).getLength() > 0) {
        throw new InvalidAssertionException("it is encrypted");
      }
    }
  }

  private Trusted issuer(Element assertion) {
    String named = AssertionXml.text(AssertionXml.needed(assertion, "Issuer"));
    return providers.stream()
        .filter(trusted -> trusted.provider().entityId().equals(named))
        .findFirst()
        .orElseThrow(() -> new InvalidAssertionException("its provider is not trusted"));
  }

  private void checkFirstUse(String name) {
    switch (used.use(name)) {
      case FIRST -> {}
      case AGAIN -> throw new InvalidAssertionException("it was used before");
      case FULL -> throw new InvalidAssertionException("there are too many now");
    }
  }

  private static VerifiedAssertion read(
      Element assertion, SamlSettings.Provider provider, Digest digest) {
    Optional<Element> authn =
        AssertionXml.children(assertion, "AuthnStatement").stream().findFirst();
    Instant sessionEnd =
        authn
            .flatMap(statement -> AssertionXml.time(statement, "SessionNotOnOrAfter"))
            .orElse(null);
    return new VerifiedAssertion(
        provider,
        subject(assertion, provider),
        groups(assertion, provider),
        authn.flatMap(AssertionVerifier::context).orElse(null),
        authn.flatMap(statement -> AssertionXml.time(statement, "AuthnInstant")).orElse(null),
        sessionEnd,
        digest);
  }

  private static Optional<String> context(Element statement) {
    return AssertionXml.child(statement, "AuthnContext")
        .flatMap(context -> AssertionXml.child(context, "AuthnContextClassRef"))
        .map(AssertionXml::text);
  }

  private static String subject(Element assertion, SamlSettings.Provider provider) {
    String attribute = provider.subject();
    String nameId =
        AssertionXml.text(AssertionXml.needed(AssertionXml.needed(assertion, "Subject"), "NameID"));
    if (attribute == null) {
      return nameId;
    }
    List<String> values = values(assertion, attribute).toList();
    if (values.size() != 1) {
      throw new InvalidAssertionException(
          "it does not hold exactly one value of the subject's attribute");
    }
    return values.getFirst();
  }

  private static List<String> groups(Element assertion, SamlSettings.Provider provider) {
    Set<String> groups = new LinkedHashSet<>();
    provider
        .groups()
        .forEach(name ->
            values(assertion, name).forEach(group -> groups.add(provider.groupPrefix() + group)));
    if (groups.size() > MAX_GROUPS) {
      throw new InvalidAssertionException("it names too many groups");
    }
    return List.copyOf(groups);
  }

  private static Stream<String> values(Element assertion, String attribute) {
    return AssertionXml.children(assertion, "AttributeStatement").stream()
        .flatMap(statement -> AssertionXml.children(statement, "Attribute").stream())
        .filter(each -> attribute.equals(each.getAttributeNS(null, "Name")))
        .flatMap(each -> AssertionXml.children(each, "AttributeValue").stream())
        .map(AssertionXml::text);
  }
}
