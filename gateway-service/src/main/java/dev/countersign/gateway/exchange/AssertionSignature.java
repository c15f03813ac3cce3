package dev.countersign.gateway.exchange;

import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Checks the signature of an assertion that is a whole document.
///
/// ## Wrapping
///
/// Signature wrapping works by having one element verified and another one read. Here the document
/// is the assertion: its root is what is read, the one signature is the root's own child, and its
/// one reference must name the root by its id. There is no other place from which anything could be
/// read, and a document with a second assertion, a second signature or a second element of that id
/// is refused before anything is verified. Keys that the signature brings along are not looked at.
final class AssertionSignature {
  private static final String JDK = "XMLDSig";
  private static final String ENVELOPED = Transform.ENVELOPED;
  private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
  private static final Set<String> METHODS =
      Set.of(
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
          "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
          "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");
  private static final Set<String> DIGESTS =
      Set.of(
          "http://www.w3.org/2001/04/xmlenc#sha256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384",
          "http://www.w3.org/2001/04/xmlenc#sha512");
  private static final Set<String> PARTS = Set.of("SignedInfo", "SignatureValue", "KeyInfo");

  private AssertionSignature() {}

  /// Checks that one of the keys signed exactly this document.
  static void check(Document document, List<PublicKey> keys) {
    Element root = document.getDocumentElement();
    Element signature = only(document, root);
    String id = root.getAttributeNS(null, "ID");
    for (PublicKey key : keys) {
      if (verifies(root, signature, id, key)) {
        return;
      }
    }
    throw new InvalidAssertionException("its signature cannot be verified");
  }

  private static Element only(Document document, Element root) {
    NodeList signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
    if (signatures.getLength() != 1 || !root.isSameNode(signatures.item(0).getParentNode())) {
      throw new InvalidAssertionException("it does not hold exactly one signature of its own");
    }
    Element signature = (Element) signatures.item(0);
    for (Element part : AssertionXml.children(signature)) {
      if (!XMLSignature.XMLNS.equals(part.getNamespaceURI())
          || !PARTS.contains(part.getLocalName())) {
        throw new InvalidAssertionException("its signature holds more than a signature");
      }
    }
    return signature;
  }

  private static boolean verifies(Element root, Element signature, String id, PublicKey key) {
    DOMValidateContext context = new DOMValidateContext(key, signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
    context.setIdAttributeNS(root, null, "ID");
    try {
      XMLSignature parsed =
          XMLSignatureFactory.getInstance("DOM", JDK).unmarshalXMLSignature(context);
      checkForm(parsed, id);
      return parsed.validate(context);
    } catch (MarshalException | XMLSignatureException e) {
      return false;
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException("this JDK has no XML signatures", e);
    }
  }

  private static void checkForm(XMLSignature signature, String id) {
    var info = signature.getSignedInfo();
    if (!METHODS.contains(info.getSignatureMethod().getAlgorithm())
        || !EXCLUSIVE.equals(info.getCanonicalizationMethod().getAlgorithm())) {
      throw new InvalidAssertionException("its signature's algorithm is not allowed");
    }
    List<Reference> references = info.getReferences();
    if (references.size() != 1 || !("#" + id).equals(references.getFirst().getURI())) {
      throw new InvalidAssertionException("its signature is not over the assertion");
    }
    checkReference(references.getFirst());
  }

  private static void checkReference(Reference reference) {
    if (!DIGESTS.contains(reference.getDigestMethod().getAlgorithm())) {
      throw new InvalidAssertionException("its digest's algorithm is not allowed");
    }
    List<String> transforms =
        reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
    if (!transforms.equals(List.of(ENVELOPED, EXCLUSIVE))) {
      throw new InvalidAssertionException("its signature is not over the assertion as it is");
    }
  }
}
