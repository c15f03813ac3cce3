package dev.countersign.masking.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/// The texts, attributes, comments and instructions of an XML document, as the parser of the JDK
/// reads them.
final class XmlTexts {

  private XmlTexts() {}

  /// All of them, or null where it is not well formed.
  static @Nullable List<String> read(byte[] body) {
    Reader reader = new Reader();
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      SAXParser parser = factory.newSAXParser();
      parser.setProperty("http://xml.org/sax/properties/lexical-handler", reader);
      parser.parse(new ByteArrayInputStream(body), reader);
      return reader.all;
    } catch (SAXParseException | IOException e) {
      return null;
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError("no parser", e);
    }
  }

  private static final class Reader extends DefaultHandler2 {
    private final List<String> all = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      end();
      for (int i = 0; i < attributes.getLength(); i++) {
        all.add(attributes.getValue(i));
      }
    }

    @Override
    public void endElement(String uri, String local, String name) {
      end();
    }

    @Override
    public void endDocument() {
      end();
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }

    @Override
    public void comment(char[] characters, int start, int length) {
      all.add(new String(characters, start, length));
    }

    @Override
    public void processingInstruction(String target, String data) {
      all.add(data);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }

    private void end() {
      all.add(text.toString());
      text.setLength(0);
    }
  }
}
