package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.mask;
import static dev.countersign.masking.TestPolicies.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.masking.MaskingException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {

  private static final MaskingPolicy POLICY =
      policy(
          MaskingRule.key("secret", "api_key", "person"),
          MaskingRule.detect("email", Detector.EMAIL),
          MaskingRule.detect("card", Detector.CARD));

  private static final MaskingPolicy SMALL =
      MaskingPolicy.compile(List.of(), new MaskingLimits(8, 64, 8, 2));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a><apiKey>x</apiKey>y</a> | <a><apiKey>[redacted:secret]</apiKey>y</a>",
        "<a><n:Api-Key> x\t</n:Api-Key></a> | <a><n:Api-Key> [redacted:secret]\t</n:Api-Key></a>",
        "<a api.key='x' b='y'/> | <a api.key='[redacted:secret]' b='y'/>",
        "<person id=\"7\"><n>A</n> <b/></person> | <person id=\"[redacted:secret]\"><n>[redacted:secret]</n> <b/></person>",
        "<person xmlns='u' xmlns:p='v'/> | <person xmlns='u' xmlns:p='v'/>",
        "<person><![CDATA[x]]><!-- y --></person> | <person>[redacted:secret]</person>",
        "<person><!-- y --></person> | <person></person>",
        "<a>to c&#64;d.org, &lt;e@f.org&gt;</a> | <a>to [redacted:email], &lt;[redacted:email]&gt;</a>",
        "<a b='c&#x40;d.org &amp; 1'/> | <a b='[redacted:email] &amp; 1'/>",
        "<a>4111<!-- x -->1111<![CDATA[1111]]>1111</a> | <a>[redacted:card]</a>",
        "<a>41111111<!-- x -->11111111<!-- y --> z</a> | <a>[redacted:card]<!-- y --> z</a>",
        "<a><![CDATA[c@d.org]]>]</a> | <a>[redacted:email]]</a>",
        "<a><![CDATA[<b>]]></a> | <a><![CDATA[<b>]]></a>",
        "<a><!-- c@d.org --><?pi c@d.org?></a> | <a><!----><?pi ?></a>",
        "<a>{\"apiKey\":\"x\"}</a> | <a>{\"apiKey\":\"[redacted:secret]\"}</a>",
      })
  void hidesByNameAndByShape(String body, String masked) throws MaskingException {
    assertThat(mask(POLICY, MediaKind.XML, body)).isEqualTo(masked);
  }

  @Test
  void escapesWhatItPutsIn() throws MaskingException {
    MaskingPolicy policy =
        policy(new MaskingRule.Key("k", List.of("k"), MaskingStrategy.fixed("<\"&'>")));
    assertThat(mask(policy, MediaKind.XML, "<a k=\"x\"><k>y</k></a>"))
        .isEqualTo("<a k=\"&lt;&quot;&amp;&apos;&gt;\"><k>&lt;\"&amp;'&gt;</k></a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\" ?>\n<a/>",
        "\ufeff<!-- a --><?p?><a\n b = \"'\" c='\"' ><é:ü></é:ü ></a >\r\n<!-- b -->",
        "<a>&amp;&lt;&gt;&quot;&apos;&#9;&#x10FFFF; &#65;</a>",
        "<a><![CDATA[]]]]><![CDATA[>]]></a>",
        "<a b=''/>",
      })
  void keepsWhatNoRuleTakes(String body) throws MaskingException {
    assertThat(mask(POLICY, MediaKind.XML, body)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>, MALFORMED, 0",
    "<a>&nbsp;</a>, MALFORMED, 3",
    "<a>&#xD800;</a>, MALFORMED, 3",
    "<a>&#1114112;</a>, MALFORMED, 3",
    "<a>&amp</a>, MALFORMED, 3",
    "<a>]]></a>, MALFORMED, 3",
    "<a></b>, MALFORMED, 3",
    "<a><b></a>, MALFORMED, 6",
    "<a b></a>, MALFORMED, 0",
    "<a b='1' b='2'/>, DUPLICATE_KEY, 0",
    "<a b='1'c='2'/>, MALFORMED, 0",
    "<a b='<'/>, MALFORMED, 0",
    "<a><!-- a--b --></a>, MALFORMED, 3",
    "<a/><a/>, TRAILING_CONTENT, 4",
    "<a/>b, TRAILING_CONTENT, 4",
    "b<a/>, MALFORMED, 0",
    "<a>b, TRUNCATED, 4",
    "<a, TRUNCATED, 0",
    "<a><![CDATA[b, TRUNCATED, 3",
    "<a><b>x</b>, TRUNCATED, 11",
    "<a x4111111111111111='1'><b_4111-1111-1111-1111/></a>, MALFORMED, 25",
    "<?xml version='1.0' encoding='utf-16'?><a/>, MALFORMED, 0",
    "<a><?xml version='1.0'?></a>, MALFORMED, 3",
  })
  void refusesWhatIsNotWellFormed(String body, Reason reason, int position) {
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> mask(POLICY, MediaKind.XML, body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void keepsToItsLimits() {
    MaskingPolicy tight = MaskingPolicy.compile(List.of(), new MaskingLimits(2, 64, 2, 1, 10));
    refuses(tight, "<a><b><c/></b></a>", Reason.TOO_DEEP);
    refuses(tight, "<a b='' c='' d=''/>", Reason.TOO_MANY_MEMBERS);
    refuses(tight, "<a>" + "x".repeat(65) + "</a>", Reason.TOKEN_TOO_LONG);
    refuses(tight, "<a b='" + "x".repeat(65), Reason.TOKEN_TOO_LONG);
  }

  private static void refuses(MaskingPolicy policy, String body, Reason reason) {
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> mask(policy, MediaKind.XML, body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /// Found by fuzzing: what is wrong with a unit was said to be its length, where enough followed
  /// in the same chunk.
  @ParameterizedTest
  @ValueSource(strings = {"<a><!-- -- ", "<a><b<c>", "<!x>", "<a b='<", "<a><![CDAT"})
  void tellsWhatIsWrongHoweverMuchFollows(String begin) {
    byte[] body = (begin + "x".repeat(200)).getBytes(UTF_8);
    Outcome whole = Outcome.of(SMALL, MediaKind.XML, body);
    assertThat(whole.text()).contains("malformed");
    assertThat(Outcome.byteByByte(SMALL, MediaKind.XML, body)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 66, 67})
  void takesTextAsLongAsATokenMayBeHoweverItIsCut(int length) {
    for (String next : List.of("</a>", "<!-- x --></a>", "<?x?></a>", "<![CDATA[x]]></a>")) {
      byte[] body = ("<a>" + "x".repeat(length) + next).getBytes(UTF_8);
      assertThat(Outcome.byteByByte(SMALL, MediaKind.XML, body))
          .isEqualTo(Outcome.of(SMALL, MediaKind.XML, body));
    }
  }
}
