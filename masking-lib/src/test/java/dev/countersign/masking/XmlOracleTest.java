package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// The parser of the JDK as oracle: what we take for well formed is so for it, and what it reads in
/// a masked body is what it reads in the original, but for what the rules hide.
class XmlOracleTest {

  private static final MaskingPolicy NOTHING = MaskingPolicy.compile(List.of());
  private static final MaskingPolicy PASSWORD = policy(MaskingRule.key("k", "password"));
  private static final List<String> PIECES =
      List.of(
          "<a>",
          "</a>",
          "<b x='1'>",
          "</b>",
          "<password>",
          "</password>",
          "<c password=\"&lt;p\" y='\"'/>",
          "text",
          " \n",
          "&amp;",
          "&#65;",
          "<![CDATA[x]y]]>",
          "<!-- c -->",
          "<?pi d?>",
          "]]",
          ">",
          "<",
          "-",
          "&",
          "'");

  @Test
  void takesNothingForWellFormedThatTheJdkDoesNot() throws Exception {
    int taken = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      byte[] body = body(new RandomText(seed)).getBytes(UTF_8);
      if (body.length > 0 && isTaken(body)) {
        taken++;
        assertThat(read(body)).as(new String(body, UTF_8)).isNotEmpty();
      }
    }
    assertThat(taken).isGreaterThan(300);
  }

  @Test
  void refusesNothingWellFormedWithoutADocumentType() throws Exception {
    for (int seed = 0; seed < 4_000; seed++) {
      byte[] body = body(new RandomText(seed)).getBytes(UTF_8);
      if (!isTaken(body)) {
        assertThat(read(body)).as(new String(body, UTF_8)).isEmpty();
      }
    }
  }

  @Test
  void hidesExactlyWhatStandsUnderTheName() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] body = ("<r>" + balanced(new RandomText(seed), 4) + "</r>").getBytes(UTF_8);
      byte[] masked = PASSWORD.mask(MediaKind.XML, body).bytes();
      assertThat(read(masked)).as(new String(body, UTF_8)).isEqualTo(hidden(read(body)));
    }
  }

  /// What the oracle reads, with the rule put in the place of all that stands under the name.
  private static List<String> hidden(List<String> events) {
    List<String> hidden = new ArrayList<>();
    int inside = 0;
    for (String event : events) {
      boolean named = event.equals("<password") || event.equals("</password");
      inside +=
          named
              ? event.startsWith("</") ? -1 : 1
              : event.startsWith("<") && inside > 0 ? event.startsWith("</") ? -1 : 1 : 0;
      boolean attribute = event.startsWith("@");
      boolean own = attribute && event.startsWith("@password=");
      if (attribute) {
        String name = event.substring(0, event.indexOf('=') + 1);
        hidden.add(own || inside > 0 ? name + "[redacted:k]" : event);
      } else if (event.startsWith("<")) {
        hidden.add(event);
      } else {
        hidden.add(inside > 0 && !event.isBlank() ? "[redacted:k]" : event);
      }
    }
    return hidden;
  }

  private static boolean isTaken(byte[] body) {
    try {
      assertThat(NOTHING.mask(MediaKind.XML, body).bytes()).isEqualTo(body);
      return true;
    } catch (MaskingException e) {
      return false;
    }
  }

  /// Tags, attributes and text, text trimmed; nothing where it is not well formed.
  private static List<String> read(byte[] body)
      throws ParserConfigurationException, SAXException, IOException {
    SAXParser parser = SAXParserFactory.newInstance().newSAXParser();
    Events events = new Events();
    try {
      parser.parse(new ByteArrayInputStream(body), events);
      return events.all;
    } catch (SAXParseException e) {
      return List.of();
    }
  }

  private static final class Events extends DefaultHandler {
    private final List<String> all = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      flush();
      all.add("<" + name);
      for (int i = 0; i < attributes.getLength(); i++) {
        all.add("@" + attributes.getQName(i) + "=" + attributes.getValue(i));
      }
    }

    @Override
    public void endElement(String uri, String local, String name) {
      flush();
      all.add("</" + name);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }

    private void flush() {
      if (!text.toString().isBlank()) {
        all.add(text.toString().strip());
      }
      text.setLength(0);
    }
  }

  private static String body(RandomText random) {
    StringBuilder body = new StringBuilder(random.below(4) == 0 ? "" : "<a>");
    for (int i = random.below(7); i > 0; i--) {
      body.append(random.one(PIECES));
    }
    return body + (random.below(4) == 0 ? "" : "</a>");
  }

  private static String balanced(RandomText random, int depth) {
    StringBuilder body = new StringBuilder();
    for (int i = random.below(5); i > 0; i--) {
      if (depth > 0 && random.below(3) == 0) {
        String name = random.one(List.of("a", "password", "b"));
        body.append("<").append(name).append(" z='1'>");
        body.append(balanced(random, depth - 1)).append("</").append(name).append('>');
      } else {
        body.append(random.one(PIECES.subList(6, 14)));
      }
    }
    return body.toString();
  }
}
