package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneFinderTest {

  private final PhoneFinder finder = new PhoneFinder();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +1 (803) 706-4265               | +1 (803) 706-4265
          call +14155552671.              | +14155552671
          +49 30 901820, Berlin           | +49 30 901820
          +49 (0)30 901820                | +49 (0)30 901820
          +44 (0) 20 7946 0958            | +44 (0) 20 7946 0958
          tel:+33-1-42-68-53-00;x=1       | +33-1-42-68-53-00
          0049 30 901820                  | 0049 30 901820
          00 44 20 7946 0958              | 00 44 20 7946 0958
          001-212-555-0123x818            | 001-212-555-0123x818
          +86 138 0013 8000 2024          | +86 138 0013 8000
          (212) 555-0123                  | (212) 555-0123
          (212)555-0123                   | (212)555-0123
          at 212-555-0123 or 212.555.0187 | 212-555-0123
          1-800-555-0199                  | 1-800-555-0199
          in 2024 212-555-0123            | 212-555-0123
          (212) 555-0123 ext. 44,         | (212) 555-0123 ext. 44
          833.719.3994x1887               | 833.719.3994x1887
          Phone: 030 901820               | 030 901820
          Telefonnummer 030/901820        | 030/901820
          Tel.: 0301234567                | 0301234567
          tel.0301234567                  | 0301234567
          mobile=07700900123              | 07700900123
          mon téléphone : 01 42 68 53 00  | 01 42 68 53 00
          llame al móvil 612 34 56 78     | 612 34 56 78
          FAX 5550123                     | 5550123
          workPhone:"555-0123"            | 555-0123
          please call 555-0123            | 555-0123
          dial 2125550123 now             | 2125550123
          0431 35 06 90 office            | 0431 35 06 90
          51-16-34-25-Office              | 51-16-34-25
          电话13800138000                  | 13800138000
          """)
  void finds(String text, String phone) {
    assertThat(found("", text)).isEqualTo(phone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-20",
        "2024-05-20T10:11:12+00:00",
        "20240520101112",
        "20/05/2024 10:11",
        "call on 20.05.2024",
        "called 2023-2024 home",
        "1.234.567.890",
        "12,345,678",
        "$1234567",
        "phone #1234567",
        "550e8400-e29b-41d4-a716-446655440000",
        "order 4155552671",
        "order 415-555-2671",
        "lot no. 415-555-2671",
        "NHS number: 464-767-8210",
        "phone none, order 4155552671",
        "4111 1111 1111 1111",
        "call 4111 1111 1111 1111",
        "123-45-6789",
        "call 123-45-6789",
        "198.51.100.7",
        "phone at 198.51.100.7",
        "123-456-7890",
        "311-555-0123",
        "415 555 2671",
        "ORD-415-555-2671",
        "415-555-2671-9",
        "x212-555-0123",
        "+999 123 4567",
        "+1 415 555",
        "+12 345",
        "0041442345678",
        "006410-769-29",
        "001.3575.4660.77",
        "order 00 44 20 7946 0958",
        "9780306406157",
        "52.520006599999991",
        "call 1234567.89",
        "tel 0000000",
        "call 1234567 items",
        "a(1234567)",
        "phone model: 1234567",
        "1234567 work",
        "12345678 87654321 office hours",
      })
  void leavesAlone(String text) {
    assertThat(found("", text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"phone", "mobileNumber", "home-phone", "FAX_NO", "customer.tel", "msisdn"})
  void takesTheNameOfAMemberForContext(String name) {
    assertThat(found(name, "613456")).isEqualTo("613456");
    assertThat(found(name, "15551234567")).isEqualTo("15551234567");
    assertThat(found(name, "2024-05-20")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"phone_id", "phoneType", "hotel", "telemetry", "mobile_app_version", "id"})
  void takesOtherNamesForNone(String name) {
    assertThat(found(name, "15551234567")).isEmpty();
  }

  static Stream<String> regions() {
    return PhoneNumberUtil.getInstance().getSupportedRegions().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void findsTheExampleOfEveryRegionAsItIsWritten(String region) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    PhoneNumber number = phones.getExampleNumber(region);
    for (PhoneNumberFormat format :
        new PhoneNumberFormat[] {PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL}) {
      String written = phones.format(number, format);
      assertThat(found("", "at " + written + ", or")).isEqualTo(written);
    }
  }

  private String found(String member, String text) {
    MemberName name = new MemberName();
    name.set(member.getBytes(UTF_8), 0, member.length());
    byte[] bytes = text.getBytes(UTF_8);
    Text given = new Text().set(bytes, 0, bytes.length, name);
    if (bytes.length <= Long.SIZE) {
      given.set(bytes, 0, bytes.length, name, new Shape().of(bytes, 0, bytes.length));
    }
    boolean found = finder.find(given, 0);
    return found ? new String(bytes, finder.start(), finder.end() - finder.start(), UTF_8) : "";
  }
}
