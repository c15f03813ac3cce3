package dev.countersign.masking;

import dev.countersign.masking.detect.CardFinder;
import dev.countersign.masking.detect.EmailFinder;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.IbanFinder;
import dev.countersign.masking.detect.IpFinder;
import dev.countersign.masking.detect.JwtFinder;
import dev.countersign.masking.detect.NationalId;
import dev.countersign.masking.detect.NationalIdFinder;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.PhoneFinder;
import dev.countersign.masking.detect.SecretFinder;
import dev.countersign.masking.detect.SsnFinder;
import dev.countersign.masking.detect.VendorKeyFinder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A kind of sensitive text that is known by its shape, wherever it stands.
public enum Detector {
  /// An e-mail address with a domain name.
  EMAIL(EmailFinder::new),
  /// A payment card number: an issuer's prefix and length, Luhn's check digit, usual grouping.
  CARD(CardFinder::new),
  /// A US social security number of an area that is issued; bare nine digits only in context.
  SSN(SsnFinder::new),
  /// An international bank account number of a country's length, with its check digits.
  IBAN(IbanFinder::new),
  /// An IPv4 or IPv6 address.
  IP(IpFinder::new),
  /// A compact JWS or JWE whose header is JSON.
  JWT(JwtFinder::new),
  /// A private key in PEM.
  PEM(PemFinder::new),
  /// A key or token in the format of a vendor.
  VENDOR_KEY(VendorKeyFinder::new),
  /// A phone number, international, in North American grouping, or national in context.
  PHONE(PhoneFinder::new),
  /// A password, key or token of no known format, by what is said of it.
  SECRET(SecretFinder::new),
  /// A Belgian national register number.
  BE_NATIONAL_NUMBER(NationalId.BE),
  /// A German tax identification number.
  DE_TAX_ID(NationalId.DE),
  /// A Danish civil registration number.
  DK_CPR(NationalId.DK),
  /// A Spanish NIF or NIE.
  ES_NIF(NationalId.ES),
  /// A Finnish personal identity code.
  FI_HETU(NationalId.FI),
  /// A French social security number.
  FR_NIR(NationalId.FR),
  /// An Irish personal public service number.
  IE_PPS(NationalId.IE),
  /// An Italian tax code.
  IT_TAX_CODE(NationalId.IT),
  /// A Dutch citizen service number.
  NL_BSN(NationalId.NL),
  /// A Polish PESEL.
  PL_PESEL(NationalId.PL),
  /// A Portuguese tax number.
  PT_NIF(NationalId.PT),
  /// A Swedish personal identity number.
  SE_PERSONNUMMER(NationalId.SE),
  /// A Swiss insurance number.
  CH_AHV(NationalId.CH),
  /// A British national insurance number.
  GB_NINO(NationalId.GB_NINO),
  /// A British health service number.
  GB_NHS(NationalId.GB_NHS),
  /// An Australian tax file number.
  AU_TFN(NationalId.AU),
  /// A Canadian social insurance number.
  CA_SIN(NationalId.CA),
  /// A Brazilian CPF.
  BR_CPF(NationalId.BR),
  /// An Indian Aadhaar number.
  IN_AADHAAR(NationalId.IN);

  private final Supplier<Finder> finders;

  Detector(Supplier<Finder> finders) {
    this.finders = finders;
  }

  Detector(NationalId id) {
    this.finders = () -> new NationalIdFinder(id);
  }

  /// The detector of that name as an operator writes it, in lower case.
  public static Optional<Detector> named(String name) {
    return Arrays.stream(values()).filter(d -> d.label().equals(name)).findFirst();
  }

  /// The name as an operator writes it.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finder finder() {
    return finders.get();
  }
}
