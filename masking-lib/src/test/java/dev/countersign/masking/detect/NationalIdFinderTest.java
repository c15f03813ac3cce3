package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalIdFinderTest {

  /// Examples of the issuing offices and of manuals, each with a word that speaks of it.
  @ParameterizedTest
  @CsvSource({
    "BE, Rijksregisternummer, 85.07.30-033.28",
    "BE, NISS, 85073003328",
    "BE, numéro national, 17.07.30-033.84",
    "DE, Steuer-ID, 86095742719",
    "DE, Steuerliche Identifikationsnummer, 47 036 892 816",
    "DE, IdNr., 65929970489",
    "DK, CPR-nr., 070761-4285",
    "ES, DNI, 12345678Z",
    "ES, NIE, X1234567L",
    "ES, NIE, Y1234567X",
    "ES, dni, 12345678z",
    "FI, henkilötunnus, 131052-308T",
    "FI, hetu, 010594Y9032",
    "FR, numéro de sécurité sociale, 1 84 12 76 451 089 46",
    "FR, NIR, 184127645108946",
    "FR, nir, 2 55 08 14 168 025 38",
    "IE, PPS, 1234567T",
    "IE, PPSN, 1234567FA",
    "IT, codice fiscale, RSSMRA85T10A562S",
    "IT, Codice Fiscale:, MRTMTT91D08F205J",
    "NL, BSN, 111222333",
    "NL, burgerservicenummer, 123456782",
    "PL, PESEL, 44051401359",
    "PT, NIF, 123456789",
    "SE, personnummer, 811218-9876",
    "SE, personnummer, 19811218-9876",
    "CH, AHV-Nr., 756.1234.5678.97",
    "CH, ahv, 7561234567897",
    "GB_NINO, National Insurance number, AB123456C",
    "GB_NINO, NINO, QQ 12 34 56 C",
    "GB_NHS, NHS number, 943 476 5919",
    "GB_NHS, nhs, 9434765919",
    "AU, Tax File Number, 123 456 782",
    "AU, TFN, 876543210",
    "CA, SIN, 046 454 286",
    "CA, social insurance number, 130692544",
    "BR, CPF, 529.982.247-25",
    "BR, cpf, 11144477735",
    "IN, Aadhaar, 2345 6789 0124",
  })
  void finds(NationalId id, String word, String written) {
    boolean notIssued = written.startsWith("QQ") || written.startsWith("046");
    String expected = notIssued ? "" : written;
    assertThat(found(id, "", word + " " + written + ", x")).isEqualTo(expected);
    assertThat(found(id, word.replaceAll("[.:]", ""), written)).isEqualTo(expected);
    assertThat(found(id, "", word + " x" + written)).isNotEqualTo(written);
    assertThat(found(id, "", word + " " + written + "0")).isNotEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "BE, 85.07.30-033.28",
    "ES, 12345678Z",
    "ES, X1234567L",
    "FI, 131052-308T",
    "FR, 1 84 12 76 451 089 46",
    "IE, 1234567T",
    "IT, RSSMRA85T10A562S",
    "CH, 756.1234.5678.97",
    "GB_NINO, AB123456C",
    "BR, 529.982.247-25",
  })
  void findsWithoutContextWhatSaysEnough(NationalId id, String written) {
    assertThat(found(id, "", "of " + written + ".")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, 86095742719",
    "NL, 111222333",
    "PL, 44051401359",
    "PT, 123456789",
    "SE, 811218-9876",
    "DK, 070761-4285",
    "GB_NHS, 943 476 5919",
    "AU, 123 456 782",
    "CA, 130 692 544",
    "IN, 2345 6789 0124",
    "FR, 184127645108946",
    "ES, 12345678z",
  })
  void leavesAloneWithoutContextWhatSaysTooLittle(NationalId id, String written) {
    assertThat(found(id, "", "of " + written + ".")).isEmpty();
    assertThat(found(id, "order_id", written)).isEmpty();
    assertThat(found(id, "", "[redacted:bsn] nif " + "other order " + written)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void findsNextToNothingInNumbersThatMeanNothing(NationalId id) {
    Random random = new Random(id.ordinal());
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      Layout layout = id.layouts().get(random.nextInt(id.layouts().size()));
      found += found(id, "taxid " + id.topic(), sample(layout, random)).isEmpty() ? 0 : 1;
    }
    int most = id == NationalId.DK || id == NationalId.GB_NINO ? 12_000 : 2_500;
    assertThat(found).isLessThan(most);
  }

  @Test
  void findsOneAfterTheOther() {
    byte[] bytes = "12345678Z,x 12345678A X1234567L".getBytes(UTF_8);
    Text text = new Text().set(bytes, 0, bytes.length, new MemberName());
    NationalIdFinder finder = new NationalIdFinder(NationalId.ES);
    assertThat(finder.find(text, 0)).isTrue();
    assertThat(finder.end()).isEqualTo(9);
    assertThat(finder.find(text, 9)).isTrue();
    assertThat(finder.start()).isEqualTo(22);
    assertThat(finder.find(text, finder.end())).isFalse();
  }

  private static String sample(Layout layout, Random random) {
    StringBuilder sample = new StringBuilder();
    for (char c : layout.pattern().toCharArray()) {
      boolean letter = c == 'A' || (c == 'X' && random.nextBoolean());
      boolean digit = c == '9' || (c == 'X' && !letter);
      sample.append(
          letter
              ? (char) ('A' + random.nextInt(26))
              : digit ? (char) ('0' + random.nextInt(10)) : c);
    }
    return sample.toString();
  }

  private static String found(NationalId id, String member, String text) {
    NationalIdFinder finder = new NationalIdFinder(id);
    MemberName name = new MemberName();
    byte[] raw = member.getBytes(UTF_8);
    name.set(raw, 0, raw.length);
    byte[] bytes = text.getBytes(UTF_8);
    boolean found = finder.find(new Text().set(bytes, 0, bytes.length, name), 0);
    return found ? new String(bytes, finder.start(), finder.end() - finder.start(), UTF_8) : "";
  }
}
