package dev.countersign.masking.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhonePlansTest {

  @Test
  void areWhatLibphonenumberSays() throws IOException {
    assertThat(DataFile.lines("phone.plans"))
        .as("of a newer release: put these lines in the place of the data file's")
        .isEqualTo(new PhonePlanSource().lines());
  }

  @Test
  void allowTheExampleOfEveryRegion() {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    for (String region : phones.getSupportedRegions()) {
      PhoneNumber number = phones.getExampleNumber(region);
      byte[] digits =
          (number.getCountryCode() + phones.getNationalSignificantNumber(number))
              .getBytes(StandardCharsets.US_ASCII);
      int code = PhonePlans.ALL.codeLength(digits, 0, digits.length);
      int head = 10 * (digits[code] - '0') + digits[code + 1] - '0';
      assertThat(PhonePlans.ALL.allows(number.getCountryCode(), digits.length - code, head, false))
          .as(region)
          .isTrue();
    }
  }
}
