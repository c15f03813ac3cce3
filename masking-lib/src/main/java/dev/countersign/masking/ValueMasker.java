package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/// Masks values that come one by one: the cells of database rows, the fields of protobuf messages.
/// For one thread; made by [MaskingPolicy#openValues].
///
/// A protocol asks once for the place of each column or field, then masks every value of it under
/// that place. Framing, types and lengths are the protocol's affair, and so is a value that is
/// neither text nor a number: where a rule takes its place it must not pass.
public final class ValueMasker {

  private static final int MIN_DIGITS = 9;

  /// A column or a field, as the rules see it. Only for the masker that gave it.
  public static final class Place {
    private final MemberName name;
    private final int rule;

    private Place(MemberName name, int rule) {
      this.name = name;
      this.rule = rule;
    }

    /// Whether a rule hides every value here, whatever it is.
    public boolean isHidden() {
      return rule != CompiledRules.NONE;
    }
  }

  private final MaskingPass pass;
  private final TextMasker texts;
  private final Rebuilt rebuilt = new Rebuilt();
  private final byte[] digits = new byte[40];
  private long position;

  ValueMasker(MaskingPass pass) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
  }

  /// The place of a column.
  ///
  /// @param number its number in the row, from 1
  public Place column(String name, int number) {
    MemberName normal = normal(name);
    return new Place(normal, pass.rules().ruleOfColumn(normal, number));
  }

  /// The place of a field.
  ///
  /// @param message the full name of the message's type
  /// @param name the field's name; empty where only its number is known
  public Place field(String message, String name, int number) {
    MemberName normal = normal(name);
    return new Place(normal, pass.rules().ruleOfField(normal, message, name, number));
  }

  private MemberName normal(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    MemberName normal = new MemberName();
    normal.set(bytes, 0, bytes.length);
    pass.detection().tell(normal);
    return normal;
  }

  /// A text as it may be seen: the same array where nothing in it is hidden, an empty one where a
  /// rule drops all of it.
  ///
  /// @throws MaskingException where it is not UTF-8, or too long; its position counts the bytes of
  ///   all values before
  public byte[] text(Place place, byte[] value) throws MaskingException {
    if (value.length > pass.limits().maxToken()) {
      throw new MaskingException(Reason.TOKEN_TOO_LONG, position);
    }
    if (!Utf8.isValid(value, 0, value.length)) {
      throw new MaskingException(Reason.INVALID_UTF8, position);
    }
    position += value.length;
    if (place.isHidden()) {
      return pass.replacement(place.rule).of(value, 0, value.length);
    }
    rebuilt.begin(value, 0, value.length);
    try {
      texts.mask(value, 0, value.length, place.name, rebuilt);
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
    if (!rebuilt.isChanged()) {
      return value;
    }
    rebuilt.end();
    return rebuilt.text();
  }

  /// A number in decimal as it may be seen, again a number: the same array where it is not hidden.
  ///
  /// @throws MaskingException where it is not written as JSON writes numbers
  public byte[] number(Place place, byte[] value) throws MaskingException {
    if (!JsonNumber.isValid(value, 0, value.length)) {
      throw new MaskingException(Reason.MALFORMED, position);
    }
    position += value.length;
    int rule = place.isHidden() ? place.rule : detected(place, value);
    return rule == CompiledRules.NONE
        ? value
        : pass.replacement(rule).ofNumber(value, 0, value.length);
  }

  private int detected(Place place, byte[] value) {
    int length = pass.rules().finds() ? JsonNumber.plain(value, 0, value.length, digits) : 0;
    return length < MIN_DIGITS
        ? CompiledRules.NONE
        : pass.detection().ruleOfNumber(digits, 0, length, place.name);
  }

  /// How many values each rule hid so far, by the rule's name.
  public SortedMap<String, Integer> holes() {
    return pass.tally().byName();
  }
}
