package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlainTextTest {
  @Test
  void leavesWhatEverybodySees() {
    String text = "Zoë paid 5 000 € to 株式会社\n(ok) <b>& \uD83D\uDE00";
    assertThat(PlainText.of(text)).isEqualTo(text);
  }

  @Test
  void showsWhatWouldTurnOrHideText() {
    assertThat(PlainText.of("pay \u202Eeve\u202C\u200B\u0007\u2066\uFE0F\u3164\uDB40\uDC41"))
        .isEqualTo("pay \\u{202E}eve\\u{202C}\\u{200B}\\u{7}\\u{2066}\\u{FE0F}\\u{3164}\\u{E0041}");
    assertThat(PlainText.of("half \uD83D")).isEqualTo("half \\u{D83D}");
  }

  @Test
  void showsItInNamesAndTextsOfJsonAndLeavesNumbersAsTheyAre() {
    var json = JsonMapper.shared().readTree("{\"a\\u202e\":[\"\\u0000\",1.50,true,null]}");
    assertThat(PlainText.of(json)).hasToString("{\"a\\\\u{202E}\":[\"\\\\u{0}\",1.5,true,null]}");
  }
}
