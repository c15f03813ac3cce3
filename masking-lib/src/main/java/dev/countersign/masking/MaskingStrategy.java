package dev.countersign.masking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What becomes of a hidden value; types stay valid, so a JSON schema that fitted before fits
/// after.
///
/// A hidden number becomes `0`, but for [FormatPreserving], and a hidden boolean `false`; `null`
/// stays. [Drop] takes members away, so a schema that requires them does not fit after.
public sealed interface MaskingStrategy {

  /// Puts `[redacted:<rule>]` in the place of the text. Says nothing about the value.
  record Redact() implements MaskingStrategy {}

  /// Puts a fixed text in the place of the text. Says nothing about the value.
  record Fixed(String text) implements MaskingStrategy {}

  /// Keeps the last characters behind stars; a text shorter than twice as many is hidden whole.
  ///
  /// The number of stars does not depend on the value.
  record KeepLast(int characters) implements MaskingStrategy {}

  /// Keeps the first characters before stars; a text that would lose fewer than two is hidden
  /// whole.
  ///
  /// The number of stars does not depend on the value.
  record Truncate(int characters) implements MaskingStrategy {}

  /// Puts `[redacted:<rule>:<letters>]` in the place of the text, the letters the same for the same
  /// text under one tenant's key. Says which values are equal, and nothing else about them.
  record Pseudonym() implements MaskingStrategy {}

  /// Moves ISO dates and date-times by the tenant's number of days, 1 to `days`, on or back; other
  /// text is redacted.
  ///
  /// Keeps the distance between dates. Does not know its own results: masked twice, a date moves
  /// twice.
  record DateShift(int days) implements MaskingStrategy {}

  /// Puts digits in the place of digits by FF1 (NIST SP 800-38G), whatever stands between them;
  /// text of another format is redacted, a number of another becomes `0`.
  record FormatPreserving(Format format) implements MaskingStrategy {}

  /// Lets what a rule takes vanish: a member with its name, an element, a field, an attribute; the
  /// text of a cell or of a hit. A number that must stay one becomes `0`, the root of JSON `null`.
  record Drop() implements MaskingStrategy {}

  /// What [FormatPreserving] preserves.
  enum Format {
    /// Card numbers: length, grouping and Luhn's digit; they begin with 9999, under which nobody
    /// issues cards, and are known again by that.
    CARD,
    /// 6 to 40 digits. Results are not known again: masked twice, the digits are encrypted twice.
    DIGITS;

    /// The format of that name as an operator writes it, in lower case.
    public static Optional<Format> named(String name) {
      return Arrays.stream(values()).filter(f -> f.label().equals(name)).findFirst();
    }

    /// The name as an operator writes it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static MaskingStrategy redact() {
    return new Redact();
  }

  static MaskingStrategy drop() {
    return new Drop();
  }

  static MaskingStrategy fixed(String text) {
    return new Fixed(text);
  }

  static MaskingStrategy keepLast(int characters) {
    return new KeepLast(characters);
  }

  static MaskingStrategy truncate(int characters) {
    return new Truncate(characters);
  }

  static MaskingStrategy pseudonym() {
    return new Pseudonym();
  }

  static MaskingStrategy dateShift(int days) {
    return new DateShift(days);
  }

  static MaskingStrategy formatPreserving(Format format) {
    return new FormatPreserving(format);
  }
}
