package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/// Small bodies of every kind, good and bad, that hold what masking has to deal with.
final class Corpus {

  record Body(MediaKind kind, byte[] bytes) {
    @Override
    public String toString() {
      return kind + " " + new String(bytes, UTF_8).replaceAll("\\s+", " ");
    }
  }

  static final String JWT =
      "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2UiLCJpYXQiOjE1MTYyMzkwMjJ9.c2lnbmF0dXJlLW5vdC1yZWFs";
  static final String PEM =
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nabcdef==\n-----END RSA PRIVATE KEY-----";

  /// In two parts, for none of those who look for keys in sources shall think it real.
  static final String VENDOR_KEY = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

  private static final List<String> JSON =
      List.of(
          "{\"name\":\"Mia Li\",\"email\":\"mia.li@example.com\",\"n\":[1,2.50,-3e+7,0]}",
          " {\"a\\u0040b.org\" : [ \"x\\u0040y.org\\n\" , 4111111111111111, {\"ssn\": 123456789 } ] } ",
          "{\"password\":{\"a\":\"b\",\"c\":[true,null,1]},\"token\":\"\\\"\\\\\\ud83d\\ude00\"}",
          "[\"\\ud800\",\"héllo wörld €😀\",\"ünï.cödé@exämple.org\",\"用户@例子.广告\"]",
          "{\"text\":\"{\\\"apiKey\\\":\\\"abc\\\",\\\"to\\\":\\\"{\\\\\\\"m\\\\\\\":\\\\\\\"a@b.co\\\\\\\"}\\\"}\"}",
          "{\"cut\":\"{\\\"secret\\\":\\\"abc\",\"pem\":\"" + PEM.replace("\n", "\\n") + "\"}",
          "[\"4111 1111 1111 1111 12/27\",\"SSN: 123 45 6789\",\"078-05-1120\",\"" + JWT + "\"]",
          "[\"GB82 WEST 1234 5698 7654 32\",\"at 198.51.100.7:80\",{\"version\":\"1.2.3.4\"}]",
          "{\"log\":\"with " + VENDOR_KEY + " and x-" + VENDOR_KEY + "x\"}",
          "{\"note\":\"call +49 30 901820 or (212) 555-0123\",\"workPhone\":[\"555-0123\",15551234567]}",
          "{\"smtpPassword\":\"a1b2c3\",\"dsn\":\"postgres://joe:s3cret@db/x\",\"m\":\"pwd=a1\\\"b2c3 token: 9f86d081884c7d65\"}",
          "{\"a%40b.org\":[\"joe%2540b.org x\",\"４１１１１１１１１１１１１１１１\",\"am9lQGV4YW1wbGUub3Jn/x\",\"1%\"],\"é\":\"a&#64;b.org\"}",
          "{\"bsn\":111222333,\"nif\":\"12345678z\",\"m\":\"RSSMRA85T10A562S, Steuer-ID 86095742719\"}",
          "true",
          "\"a@b.org\"",
          "-12.5E-3",
          "",
          " ",
          "{\"a\":1,\"\\u0061\":2}",
          "{\"a\":1}x",
          "[1,]",
          "{\"a\"}",
          "[01]",
          "[\"\\x\"]",
          "[\"\\ud83\"]",
          "[\"a\nb\"]",
          "{\"a\":tru",
          "[1",
          "{\"secret\":\"abc");

  private static final List<String> NDJSON =
      List.of(
          "{\"email\":\"a@b.org\"}\n\n{\"cvv\":\"123\"}\r\n[]\n\"x\"",
          "{\"a\":1}\n{\"a\":2}\n",
          "{\"a\":\n1}\n",
          "{} {}\n",
          "{}\n{\"x\"");

  private static final List<String> SSE =
      List.of(
          "event: m\nid: 1\ndata: {\"email\":\"a@b.org\",\ndata: \"password\":\"x\"}\n\n: hi c@d.org\n\n",
          "data: a@b.org\r\n\r\ndata:[DONE]\r\rdata\n\nretry: 10\n\ndata: {\"token\":\"unfin",
          "\ufeffdata: {\"password\":\"x\"}\n\n\n\n",
          "data: " + PEM.replace("\n", "\ndata: ") + "\n: between\ndata: rest a@b.org\n\n",
          "data: mail jo\n\n: x\n\ndata: e@b.\r\n\r\nevent: y\ndata: org\n\ndata: org ok\n\n",
          chat("to jo")
              + chat("e\\u0040b.o")
              + chat("rg, 4111 ")
              + chat("1111 1111 1111")
              + chat(" x"),
          arguments("{\\\"password\\\":\\\"hun")
              + arguments("ter\\\",")
              + arguments("\\\"a\\\":1}"),
          chat("-----BEGIN PRIVATE")
              + chat(" KEY-----\\nMII")
              + chat("\\n-----END X---")
              + chat("-- a"),
          "data: [{\"delta\":\"a@\"},{\"index\":1,\"delta\":\"c@d\"},{\"delta\":\"b.org \"}]\n\n");

  private static String chat(String piece) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + piece + "\"}}]}\n\n";
  }

  private static String arguments(String piece) {
    return "data: {\"index\":1,\"delta\":{\"partial_json\":\"" + piece + "\"}}\r\n\r\n";
  }

  private static final List<String> TEXT =
      List.of(
          "name,email,card\nMia,mia@example.com,4111111111111111\r\nBob,,5500-0000-0000-0004\n",
          "log line {\"password\":\"x\"}\n{\"password\":\"x\",\"n\":1} tail a@b.org\n[not json a@b.org",
          "before\n" + PEM + " after a@b.org\n" + PEM + "\nend",
          "x -----BEGIN PRIVATE KEY-----\nnever ends\na@b.org\n",
          "password=hunter2; Authorization: Bearer 9sdf8a7kd0f27as9e8b7cx\nthe token 9sdf8a7kd0f27as9e8b7cx\n",
          "GET /?q=a%40b.org&x=%7b&#x40;\nAuthorization: Basic dXNlcjpwYXNzd29yZA==\n12\u200b3-45-6789 －\n",
          "key " + VENDOR_KEY + "," + VENDOR_KEY + "\n",
          "Bearer " + JWT + "\n\n\r\n\u00a04111111111111111\u00a0");

  private static final List<String> FORM =
      List.of(
          "a=1&email=joe%40example.org&password=hunter2&x=%7B%22cvv%22%3A%22123%22%7D&empty=&flag",
          "joe%40example.org=1&&=&a=b=c&card+number=4111+1111+1111+1111", "a=%zz", "a=%4", "a=%ff");

  private static final List<String> CSV =
      List.of(
          "name,email,Password\nMia,mia@example.com,x\r\nBob,,\n",
          "\ufeff\"na\"\"me\",\"note\"\r\n\"a\"\"b\",\"to \"\"a@b.org\"\", and\nc@d.org\"\r\n",
          "a@b.org,token\n\"\",\"\"\n4111 1111 1111 1111,{\"token\":1}\n",
          "j,cvv\n\"{\"\"token\"\":\"\"x\"\"}\",\"\"\n" + VENDOR_KEY + ",1",
          "pem\n\"" + PEM + " a@b.org\"\n\n",
          "a,b\n1,",
          "a,b\n1,\n",
          "a",
          "\ufeff",
          "a,b\n1\n",
          "a,b\n1,2,3\n",
          "a,b\n1,2\n\n",
          "a,b\n\"1\"x,2",
          "a,b\n1\",2",
          "a,b\n\"1,2",
          "a,b\r1,2",
          "a,b\r\n1,2\r",
          "secret\n\"x\n");

  private static final List<String> TSV =
      List.of("name\temail\npwd, x\ta@b.org\n", "pwd\tn\n\"a\tb\"\t1\n", "a\tb\n1\n");

  private static final List<String> XML =
      List.of(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x='1'>to a@b.org &amp; c&#64;d.org<b/></a>\n",
          "\ufeff<a><ns:Password kind=\"x\" xmlns:ns='urn:x'> pw <i>1</i>\n</ns:Password>z</a>",
          "<a><!-- to a@b.org -->4111<!-- x -->1111<![CDATA[1111]]>1111 <?go a@b.org?></a>",
          "<a token=\"&quot;x&lt;\" b = 'ssn 123-45-6789 &#x1F600;'>{\"token\":\"x\"}</a >",
          "<secret><![CDATA[ ]]]]></secret>",
          "<secret><!-- x --> </secret>",
          "<a>\n  <secret/>\n  <n>4111111111111111</n></a><!-- end a@b.org -->",
          "<a>" + PEM + " a@b.org</a>",
          "<a>" + VENDOR_KEY + "</a>",
          "<!DOCTYPE a><a/>",
          "<a>&x;</a>",
          "<a>&#0;</a>",
          "<a>]]></a>",
          "<a><b></a></b>",
          "<a x='1' x='2'/>",
          "<a x='1'y='2'/>",
          "<a x=1/>",
          "<a x='<'/>",
          "<a/><b/>",
          "<a/>x",
          "x<a/>",
          "<a>",
          "<a",
          "<a><!-- -- --></a>",
          "<a><![CDAT[x]]></a>",
          "<a><![CDATA[x</a>",
          "<a><?xml version='1.0'?></a>",
          "<?xml version='1.0' encoding='latin1'?><a/>",
          "<secret>x",
          "<!---->",
          "<1/>",
          "<>",
          "</a>",
          "<a></a",
          "<a>\u0001</a>");

  private Corpus() {}

  static Stream<Body> bodies() {
    return Stream.of(
            of(MediaKind.JSON, JSON),
            of(MediaKind.NDJSON, NDJSON),
            of(MediaKind.SSE, SSE),
            of(MediaKind.TEXT, TEXT),
            of(MediaKind.FORM, FORM),
            of(MediaKind.CSV, CSV),
            of(MediaKind.TSV, TSV),
            of(MediaKind.XML, XML),
            Stream.of(
                new Body(MediaKind.JSON, new byte[] {'"', (byte) 0xc3, '"'}),
                new Body(
                    MediaKind.JSON, new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}),
                new Body(MediaKind.TEXT, new byte[] {'a', '\n', (byte) 0x80, '\n'}),
                new Body(MediaKind.SSE, new byte[] {'d', ':', (byte) 0xff, '\n', '\n'})))
        .flatMap(bodies -> bodies);
  }

  private static Stream<Body> of(MediaKind kind, List<String> bodies) {
    return bodies.stream().map(body -> new Body(kind, body.getBytes(UTF_8)));
  }
}
