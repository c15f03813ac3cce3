package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineKindsTest {

  private static final MaskingPolicy ALL = all();

  @Test
  void masksEachLineOfJsonLinesOnItsOwn() throws MaskingException {
    assertThat(mask(ALL, MediaKind.NDJSON, "{\"cvv\":1}\n\n[{\"cvv\":\"2\"}]\r\n\"a@b.org\""))
        .isEqualTo("{\"cvv\":0}\n\n[{\"cvv\":\"[redacted:cvv]\"}]\r\n\"[redacted:email]\"");
  }

  @Test
  void masksTheDataOfAnEventAsJsonOverSeveralLines() throws MaskingException {
    assertThat(
            mask(
                ALL,
                MediaKind.SSE,
                "event: x\ndata: {\"password\":\ndata:\"p\"}\nid: 7\n\ndata: [DONE]\n\n"))
        .isEqualTo(
            "event: x\ndata: {\"password\":\ndata:\"[redacted:password]\"}\nid: 7\n\ndata: [DONE]\n\n");
  }

  @Test
  void masksEventsOfTextAndComments() throws MaskingException {
    assertThat(mask(ALL, MediaKind.SSE, ": to a@b.org\r\ndata: c@d.org\r\rid: e@f.org\n\ndata"))
        .isEqualTo(
            ": to [redacted:email]\r\ndata: [redacted:email]\r\rid: [redacted:email]\n\ndata");
  }

  @Test
  void masksAKeyThatGoesOverSeveralDataLines() throws MaskingException {
    String body = "data: a " + Corpus.PEM.replace("\n", "\ndata: ") + " b\n\n";
    assertThat(mask(ALL, MediaKind.SSE, body)).isEqualTo("data: a [redacted:pem] b\n\n");
  }

  @Test
  void masksAnEventThatIsNotFinished() throws MaskingException {
    assertThat(mask(ALL, MediaKind.SSE, "data: {\"token\":\"abc"))
        .isEqualTo("data: {\"token\":\"[redacted:token]\"");
  }

  @Test
  void masksDataBehindAByteOrderMark() throws MaskingException {
    assertThat(mask(ALL, MediaKind.SSE, "\ufeffdata: {\"token\":\"abc\"}\n\n"))
        .isEqualTo("\ufeffdata: {\"token\":\"[redacted:token]\"}\n\n");
  }

  @Test
  void masksLinesOfTextAndJsonInThem() throws MaskingException {
    assertThat(mask(ALL, MediaKind.TEXT, "a,b@c.org,1\r\n{\"pwd\":\"x\"} to d@e.org\n\nend"))
        .isEqualTo(
            "a,[redacted:email],1\r\n{\"pwd\":\"[redacted:password]\"} to [redacted:email]\n\nend");
  }

  @Test
  void masksAKeyThatGoesOverSeveralLines() throws MaskingException {
    assertThat(mask(ALL, MediaKind.TEXT, "a " + Corpus.PEM + " b c@d.org\nend"))
        .isEqualTo("a [redacted:pem]\n b [redacted:email]\nend");
    assertThat(mask(ALL, MediaKind.TEXT, "-----BEGIN PRIVATE KEY-----\nMII\nEow\n"))
        .isEqualTo("[redacted:pem]\n");
  }

  @Test
  void masksFormsByNameAndByValue() throws MaskingException {
    assertThat(
            mask(
                ALL, MediaKind.FORM, "user=joe%40b.org&pass%77ord=a+b&x=1&password=&y&a@b.org=%7E"))
        .isEqualTo(
            "user=%5Bredacted%3Aemail%5D&pass%77ord=%5Bredacted%3Apassword%5D&x=1"
                + "&password=%5Bredacted%3Apassword%5D&y&%5Bredacted%3Aemail%5D=%7E");
  }

  @Test
  void masksFormsByPathAndJsonInThem() throws MaskingException {
    MaskingPolicy policy =
        TestPolicies.policy(MaskingRule.path("p", "$.payload"), MaskingRule.key("k", "cvv"));
    assertThat(mask(policy, MediaKind.FORM, "payload=1&other=%7B%22cvv%22%3A1%7D"))
        .isEqualTo("payload=%5Bredacted%3Ap%5D&other=%7B%22cvv%22%3A0%7D");
  }
}
