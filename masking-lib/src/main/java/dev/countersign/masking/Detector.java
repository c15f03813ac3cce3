package dev.countersign.masking;

import dev.countersign.masking.detect.CardFinder;
import dev.countersign.masking.detect.EmailFinder;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.IbanFinder;
import dev.countersign.masking.detect.IpFinder;
import dev.countersign.masking.detect.JwtFinder;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.PhoneFinder;
import dev.countersign.masking.detect.SecretFinder;
import dev.countersign.masking.detect.SsnFinder;
import dev.countersign.masking.detect.VendorKeyFinder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A kind of sensitive text that is known by its shape, wherever it stands.
public enum Detector {
  /// An e-mail address with a domain name.
  EMAIL,
  /// A payment card number: an issuer's prefix and length, Luhn's check digit, usual grouping.
  CARD,
  /// A US social security number of an area that is issued; bare nine digits only in context.
  SSN,
  /// An international bank account number of a country's length, with its check digits.
  IBAN,
  /// An IPv4 or IPv6 address.
  IP,
  /// A compact JWS or JWE whose header is JSON.
  JWT,
  /// A private key in PEM.
  PEM,
  /// A key or token in the format of a vendor.
  VENDOR_KEY,
  /// A phone number, international, in North American grouping, or national in context.
  PHONE,
  /// A password, key or token of no known format, by what is said of it.
  SECRET;

  /// The detector of that name as an operator writes it, in lower case.
  public static Optional<Detector> named(String name) {
    return Arrays.stream(values()).filter(d -> d.label().equals(name)).findFirst();
  }

  /// The name as an operator writes it.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finder finder() {
    return switch (this) {
      case EMAIL -> new EmailFinder();
      case CARD -> new CardFinder();
      case SSN -> new SsnFinder();
      case IBAN -> new IbanFinder();
      case IP -> new IpFinder();
      case JWT -> new JwtFinder();
      case PEM -> new PemFinder();
      case VENDOR_KEY -> new VendorKeyFinder();
      case PHONE -> new PhoneFinder();
      case SECRET -> new SecretFinder();
    };
  }
}
