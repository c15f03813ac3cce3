package dev.countersign.gateway.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Reads XML without anything that could make two readers see two documents: no DTD, no entities,
/// no comments, no processing instructions, nothing from outside.
final class AssertionXml {
  static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final int MAX_BYTES = 64 * 1024;

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final int MAX_TEXT = 512;

  private AssertionXml() {}

  static Document parse(byte[] xml) {
    if (xml.length > MAX_BYTES) {
      throw new InvalidAssertionException("it is too long");
    }
    try {
      Document document = builder().parse(new ByteArrayInputStream(xml));
      checkPlain(document);
      return document;
    } catch (SAXException e) {
      throw new InvalidAssertionException("it is not XML without a document type");
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("XML cannot be read", e);
    }
  }

  private static DocumentBuilder builder() throws ParserConfigurationException {
    // The JDK's own parser, whatever else is on the class path.
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(NO_DOCTYPE, true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new Strict());
    return builder;
  }

  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  // A comment within a name is signed as nothing and read by some as the end of the name.
  private static void checkPlain(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() != Node.ELEMENT_NODE && child.getNodeType() != Node.TEXT_NODE) {
        throw new InvalidAssertionException("it holds more than elements and text");
      }
      checkPlain(child);
    }
  }

  static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  static boolean is(Element element, String name) {
    return SAML.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> is(child, name)).toList();
  }

  /// The one child of a name; more than one is never right.
  static Optional<Element> child(Element parent, String name) {
    List<Element> found = children(parent, name);
    if (found.size() > 1) {
      throw new InvalidAssertionException(name + " stands more than once");
    }
    return found.stream().findFirst();
  }

  static Element needed(Element parent, String name) {
    return child(parent, name)
        .orElseThrow(() -> new InvalidAssertionException(name + " is missing"));
  }

  /// The text of an element that holds nothing else.
  static String text(Element element) {
    String text = element.getTextContent().strip();
    if (!children(element).isEmpty() || text.isEmpty() || text.length() > MAX_TEXT) {
      throw new InvalidAssertionException(element.getLocalName() + " is not a name");
    }
    return text;
  }

  static Optional<Instant> time(Element element, String attribute) {
    String text = element.getAttributeNS(null, attribute);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new InvalidAssertionException(attribute + " is not a time");
    }
  }
}
