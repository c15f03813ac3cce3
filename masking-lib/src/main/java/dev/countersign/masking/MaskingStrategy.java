package dev.countersign.masking;

/// What becomes of a hidden value; types stay valid, so a JSON schema that fitted before fits
/// after.
///
/// A hidden number becomes `0` and a hidden boolean `false` under every strategy; `null` stays.
public sealed interface MaskingStrategy {

  /// Puts `[redacted:<rule>]` in the place of the text. Says nothing about the value.
  record Redact() implements MaskingStrategy {}

  /// Puts a fixed text in the place of the text. Says nothing about the value.
  record Fixed(String text) implements MaskingStrategy {}

  /// Keeps the last characters behind stars; a text shorter than twice as many is hidden whole.
  ///
  /// The number of stars does not depend on the value.
  record KeepLast(int characters) implements MaskingStrategy {}

  static MaskingStrategy redact() {
    return new Redact();
  }

  static MaskingStrategy fixed(String text) {
    return new Fixed(text);
  }

  static MaskingStrategy keepLast(int characters) {
    return new KeepLast(characters);
  }
}
