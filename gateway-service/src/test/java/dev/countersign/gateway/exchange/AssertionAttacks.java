package dev.countersign.gateway.exchange;

import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/// Assertions that were tampered with, and some that were signed as they are but are not for us.
final class AssertionAttacks {
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";

  private AssertionAttacks() {}

  record Attack(String what, String xml, String because) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Attack> all() {
    return Stream.of(signatures(), wrappings(), documents(), conditions()).flatMap(all -> all);
  }

  private static TestAssertions alice() {
    return TestAssertions.alice("_evil");
  }

  private static String signed() {
    return alice().signed();
  }

  private static Stream<Attack> signatures() {
    String notOne = "exactly one signature";
    return Stream.of(
        new Attack("unsigned", alice().unsigned(), notOne),
        new Attack("signature stripped", stripped(), notOne),
        new Attack(
            "signed by somebody else", alice().signedBySomebodyElse().signed(), "signature cannot"),
        new Attack(
            "another name after signing",
            signed().replace("alice@example.com", "admin@example.com"),
            "signature cannot"),
        new Attack(
            "another group after signing",
            signed().replace(">support<", ">admins<"),
            "signature cannot"),
        new Attack(
            "SHA-1", alice().algorithm(SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1).signed(), ""),
        new Attack(
            "HMAC with the certificate",
            signed()
                .replace(
                    SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256,
                    SignatureConstants.ALGO_ID_MAC_HMAC_SHA256),
            ""),
        new Attack(
            "a reference to the whole document",
            signed().replace("URI=\"#_evil\"", "URI=\"\""),
            "not over the assertion"),
        new Attack(
            "a reference to somewhere else",
            signed().replace("URI=\"#_evil\"", "URI=\"https://evil.example/x\""),
            ""),
        new Attack(
            "an XSLT transform",
            signed()
                .replace(
                    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                    "http://www.w3.org/TR/1999/REC-xslt-19991116"),
            ""),
        new Attack(
            "signature garbled",
            signed().replaceFirst("SignatureValue>\\s*...", "SignatureValue>AAA"),
            "signature cannot"),
        new Attack(
            "signed twice",
            changed(signed(), root -> root.appendChild(signatureOf(root).cloneNode(true))),
            notOne));
  }

  private static String stripped() {
    return changed(signed(), root -> root.removeChild(signatureOf(root)));
  }

  /// The eight ways of "On Breaking SAML" (Somorovsky and others), as far as an assertion without a
  /// response around it has them: each keeps the signed original somewhere and puts another name in
  /// front of the reader.
  private static Stream<Attack> wrappings() {
    String notAssertion = "not an Assertion";
    String notOne = "exactly one Assertion";
    return Stream.of(
        new Attack("XSW1: the original in the signature of a response", wrapped(1), notAssertion),
        new Attack("XSW2: the original beside its signature", wrapped(2), notAssertion),
        new Attack("XSW3: a forged sibling before the original", wrapped(3), notAssertion),
        new Attack("XSW4: the original within a forged one", wrapped(4), notOne),
        new Attack("XSW5: the signature moved to the forged one", wrapped(5), notOne),
        new Attack("XSW6: the original in the moved signature", wrapped(6), notOne),
        new Attack("XSW7: the original in an extension", wrapped(7), notOne),
        new Attack("XSW8: the original in an object of the signature", wrapped(8), notOne),
        new Attack(
            "the original under another name of its element",
            wrapped(6)
                .replace("saml2:Assertion ID=\"_evil\"", "saml2:Assertion ID=\"_evil\" x=\"\""),
            notOne));
  }

  private static String wrapped(int way) {
    Document document = parse(signed());
    Element original = document.getDocumentElement();
    Element forged = (Element) original.cloneNode(true);
    forged.setAttribute("ID", "_forged");
    name(forged).setTextContent("admin@example.com");
    Element response = document.createElementNS(SAMLP, "samlp:Response");
    document.removeChild(original);
    switch (way) {
      case 1, 2, 3 -> {
        document.appendChild(response);
        respond(way, document, response, original, forged);
      }
      default -> {
        document.appendChild(forged);
        hide(way, document, original, forged);
      }
    }
    return text(document);
  }

  private static void respond(
      int way, Document document, Element response, Element original, Element forged) {
    Element signature = signatureOf(original);
    if (way == 1) {
      forged.removeChild(signatureOf(forged));
      original.removeChild(signature);
      response.appendChild(forged);
      response.appendChild(signature);
      object(document, signature).appendChild(original);
    } else {
      forged.removeChild(signatureOf(forged));
      response.appendChild(forged);
      if (way == 2) {
        original.removeChild(signature);
        response.appendChild(signature);
      }
      response.appendChild(original);
    }
  }

  private static void hide(int way, Document document, Element original, Element forged) {
    Element signature = signatureOf(forged);
    switch (way) {
      case 4 -> {
        forged.removeChild(signature);
        forged.appendChild(original);
      }
      case 5 -> {
        original.removeChild(signatureOf(original));
        forged.appendChild(original);
      }
      case 6 -> {
        original.removeChild(signatureOf(original));
        object(document, signature).appendChild(original);
      }
      case 7 -> {
        forged.removeChild(signature);
        Element advice = document.createElementNS(AssertionXml.SAML, "saml2:Advice");
        forged.appendChild(advice);
        advice.appendChild(original);
      }
      default -> object(document, signature).appendChild(original);
    }
  }

  private static Element object(Document document, Element signature) {
    Element object = document.createElementNS(DS, "ds:Object");
    signature.appendChild(object);
    return object;
  }

  private static Stream<Attack> documents() {
    String xml = signed();
    String body = xml.substring(xml.indexOf("<saml2:Assertion"));
    String plain = "more than elements and text";
    String notXml = "not XML";
    return Stream.of(
        new Attack("a comment in the name", xml.replace("alice@", "alice<!-- x -->@"), plain),
        new Attack(
            "a comment that cuts the name",
            alice()
                .with(a -> named(a, "admin@example.com.evil.example"))
                .signed()
                .replace("example.com.evil", "example.com<!---->.evil"),
            plain),
        new Attack("a processing instruction", xml.replace("alice@", "alice<?x y?>@"), plain),
        new Attack("a CDATA section", xml.replace("alice@", "<![CDATA[alice]]>@"), plain),
        new Attack("a document type", "<!DOCTYPE a>" + body, notXml),
        new Attack(
            "an external entity",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + body.replace("alice@", "&x;@"),
            notXml),
        new Attack(
            "a billion laughs",
            "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]>" + body,
            notXml),
        new Attack("two assertions, one after the other", body + body, notXml),
        new Attack("nothing", "", notXml),
        new Attack("another language", "{}", notXml),
        new Attack("too long", body + " ".repeat(70_000), "too long"),
        new Attack(
            "encrypted garbage",
            xml.replace(
                "</saml2:Subject>", "<saml2:EncryptedID>x</saml2:EncryptedID></saml2:Subject>"),
            "encrypted"),
        new Attack(
            "an encrypted assertion",
            "<saml2:EncryptedAssertion xmlns:saml2=\"%s\">x</saml2:EncryptedAssertion>"
                .formatted(AssertionXml.SAML),
            "not an Assertion"),
        new Attack(
            "another version", xml.replace("Version=\"2.0\"", "Version=\"1.1\""), "SAML 2.0"),
        new Attack("no id", xml.replace("ID=\"_evil\"", "Id=\"_evil\""), "with an id"));
  }

  private static Stream<Attack> conditions() {
    Duration hour = Duration.ofHours(1);
    return Stream.of(
        signedAs(
            "of another provider",
            a -> a.getIssuer().setValue("https://evil.example"),
            "not trusted"),
        signedAs(
            "of a provider that looks alike",
            a -> a.getIssuer().setValue(TestAssertions.PROVIDER + "/"),
            "not trusted"),
        signedAs(
            "expired",
            a -> a.getConditions().setNotOnOrAfter(TestAssertions.NOW.minusSeconds(31)),
            "has expired"),
        signedAs(
            "not valid yet",
            a -> a.getConditions().setNotBefore(TestAssertions.NOW.plusSeconds(31)),
            "not valid yet"),
        signedAs("too old", a -> a.setIssueInstant(TestAssertions.NOW.minus(hour)), "too old"),
        signedAs("of the future", a -> a.setIssueInstant(TestAssertions.NOW.plus(hour)), "future"),
        signedAs(
            "for another audience",
            a ->
                a.getConditions()
                    .getAudienceRestrictions()
                    .getFirst()
                    .getAudiences()
                    .getFirst()
                    .setURI("https://other.example"),
            "this audience"),
        signedAs(
            "for no audience",
            a -> a.getConditions().getAudienceRestrictions().clear(),
            "this audience"),
        signedAs("without conditions", a -> a.setConditions(null), "Conditions is missing"),
        signedAs(
            "for another recipient",
            a -> data(a).setRecipient("https://other.example/oauth2/token"),
            "here and now"),
        signedAs("for no recipient", a -> data(a).setRecipient(null), "here and now"),
        signedAs(
            "to be confirmed too late",
            a -> data(a).setNotOnOrAfter(TestAssertions.NOW.minusSeconds(31)),
            "here and now"),
        signedAs("to be confirmed at any time", a -> data(a).setNotOnOrAfter(null), "here and now"),
        signedAs(
            "for a holder of a key",
            a ->
                a.getSubject()
                    .getSubjectConfirmations()
                    .getFirst()
                    .setMethod("urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"),
            "here and now"),
        signedAs("about nobody", a -> a.setSubject(null), "Subject is missing"),
        signedAs("about a blank name", a -> named(a, " "), "NameID"));
  }

  private static org.opensaml.saml.saml2.core.SubjectConfirmationData data(Assertion assertion) {
    return assertion.getSubject().getSubjectConfirmations().getFirst().getSubjectConfirmationData();
  }

  private static void named(Assertion assertion, String name) {
    assertion.getSubject().getNameID().setValue(name);
  }

  private static Attack signedAs(String what, Consumer<Assertion> change, String because) {
    return new Attack(what, alice().with(change).signed(), because);
  }

  private static Element signatureOf(Element assertion) {
    for (Element child : AssertionXml.children(assertion)) {
      if (child.getLocalName().equals("Signature")) {
        return child;
      }
    }
    throw new IllegalStateException("no signature");
  }

  private static Element name(Element assertion) {
    return (Element)
        Objects.requireNonNull(
            assertion.getElementsByTagNameNS(AssertionXml.SAML, "NameID").item(0));
  }

  private static String changed(String xml, Consumer<Element> change) {
    Document document = parse(xml);
    change.accept(document.getDocumentElement());
    return text(document);
  }

  private static Document parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Node node) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(node), new StreamResult(out));
      return out.toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
