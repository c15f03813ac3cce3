package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.replace.FixedText;
import dev.countersign.masking.replace.KeptHead;
import dev.countersign.masking.replace.KeptTail;
import dev.countersign.masking.replace.Nothing;
import dev.countersign.masking.replace.PreservedCard;
import dev.countersign.masking.replace.PreservedDigits;
import dev.countersign.masking.replace.Pseudonym;
import dev.countersign.masking.replace.Replacement;
import dev.countersign.masking.replace.ShiftedDate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The replacement of each rule of a policy, by the rule's place.
final class Replacements {

  private final Replacement[] ofRule;

  private Replacements(Replacement[] ofRule) {
    this.ofRule = ofRule;
  }

  /// Of rules that have been found good.
  static Replacements of(List<MaskingRule> rules, MaskingKeys keys) {
    return new Replacements(
        rules.stream().map(rule -> replacement(rule, keys)).toArray(Replacement[]::new));
  }

  /// The same for one session.
  Replacements forSession() {
    return new Replacements(
        Arrays.stream(ofRule).map(Replacement::forSession).toArray(Replacement[]::new));
  }

  Replacement of(int rule) {
    return ofRule[rule];
  }

  private static Replacement replacement(MaskingRule rule, MaskingKeys keys) {
    FixedText mark = fixed("[redacted:" + rule.name() + "]");
    return switch (rule.strategy()) {
      case MaskingStrategy.Redact _ -> mark;
      case MaskingStrategy.Drop _ -> new Nothing();
      case MaskingStrategy.Fixed(String text) -> fixed(text);
      case MaskingStrategy.KeepLast(int characters) -> new KeptTail(characters);
      case MaskingStrategy.Truncate(int characters) -> new KeptHead(characters);
      case MaskingStrategy.Pseudonym _ -> new Pseudonym(keys.forPurpose("pseudonym"), rule.name());
      case MaskingStrategy.DateShift(int days) -> new ShiftedDate(shift(keys, days), mark);
      case MaskingStrategy.FormatPreserving(var format) -> {
        byte[] key = keys.forPurpose("format-preserving " + format.label());
        yield switch (format) {
          case CARD -> new PreservedCard(key, mark);
          case DIGITS -> new PreservedDigits(key, mark);
        };
      }
    };
  }

  private static FixedText fixed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new FixedText(bytes, JsonText.quoted(bytes));
  }

  /// The tenant's number of days: 1 to `days`, on or back.
  private static int shift(MaskingKeys keys, int days) {
    long random = ByteBuffer.wrap(keys.forPurpose("date-shift")).getLong();
    int shift = 1 + (int) Long.remainderUnsigned(random >>> 1, days);
    return (random & 1) == 0 ? shift : -shift;
  }
}
