package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the names of members: finds those that stand in an object twice, the rules for them, and
/// what detectors find in the names themselves.
final class JsonNames {

  private static final MemberName NO_MEMBER = new MemberName();

  /// What numbers are written with: the first that no detector takes. The letters make no word.
  private static final List<String> DIGITS = List.of("0123456789", "bcdfghjkmn", "!$%&+-=^|~");

  private final MaskingPass pass;
  private final JsonPlace place;
  private final TextMasker texts;
  private final SeenNames seen;
  private final boolean strict;
  private final Rebuilt rebuilt = new Rebuilt();
  private MemberName member = NO_MEMBER;

  /// @param strict whether an object must not have a name twice, nor too many
  JsonNames(MaskingPass pass, JsonPlace place, TextMasker texts, boolean strict) {
    this.pass = pass;
    this.place = place;
    this.texts = texts;
    this.seen = new SeenNames(pass, texts);
    this.strict = strict;
  }

  /// The name that was taken last, as rules see it; it serves until the next is taken.
  MemberName member() {
    return member;
  }

  /// Goes to the member of a decoded name, which stands with its quotes from `start` to `end`.
  ///
  /// @param plain whether the name stands there as it is, without escapes
  /// @return what is wrong with it, or null
  @Nullable Reason take(
      byte[] text, int from, int to, boolean plain, int start, int end, Edits edits)
      throws IOException {
    long hash = NameHash.of(text, from, to);
    Members known = place.members();
    Members next = known == null ? null : known.next(text, from, to, hash);
    if (next != null) {
      return enter(next);
    }
    SeenNames.Name name = seen.of(text, from, to, hash);
    boolean kept = plain && !name.isSuspect() && name.isKept();
    if (known != null && kept && known.hasRoom(pass.limits().maxMembers()) && !known.has(hash)) {
      return enter(known.add(text, from, to, hash, name));
    }
    KeySet names = place.names();
    boolean full = names.size() >= pass.limits().maxMembers();
    if (strict && full) {
      return Reason.TOO_MANY_MEMBERS;
    }
    if (!full && !names.add(hash) && strict) {
      return Reason.DUPLICATE_KEY;
    }
    member = name.normal();
    place.member(text, from, to, hash, name.rule());
    return name.isSuspect() && edits.areSeen() && !pass.rules().drops(place.valueRule())
        ? mask(text, from, to, names, start, end, edits)
        : null;
  }

  private @Nullable Reason enter(Members names) {
    place.members(names);
    place.member(names);
    member = names.normal();
    return null;
  }

  private @Nullable Reason mask(
      byte[] text, int from, int to, KeySet names, int start, int end, Edits edits)
      throws IOException {
    rebuilt.begin(text, from, to);
    texts.detect(text, from, to, NO_MEMBER, rebuilt);
    if (!rebuilt.isChanged()) {
      return null;
    }
    rebuilt.end();
    byte[] masked = rebuilt.text();
    byte[] distinct = distinct(masked, names);
    if (distinct == null && strict) {
      return Reason.DUPLICATE_KEY;
    }
    edits.replace(
        start, end, JsonText.quoted(distinct == null ? masked : distinct), rebuilt.rule());
    return null;
  }

  /// Names that were different stay different, by a number in which no detector finds anything, or
  /// the name would be another when it is masked again.
  ///
  /// @return null where something is found in whatever the number is written with
  private byte @Nullable [] distinct(byte[] masked, KeySet names) throws IOException {
    int number = names.nextMasked();
    if (number == 1) {
      if (names.add(NameHash.of(masked, 0, masked.length))) {
        return masked;
      }
      number = names.nextMasked();
    }
    while (true) {
      byte[] numbered = numbered(masked, number);
      if (numbered == null || names.add(NameHash.of(numbered, 0, numbered.length))) {
        return numbered;
      }
      number = names.nextMasked();
    }
  }

  private byte @Nullable [] numbered(byte[] masked, int number) throws IOException {
    for (String digits : DIGITS) {
      StringBuilder name = new StringBuilder(new String(masked, UTF_8)).append('#');
      Integer.toString(number).chars().forEach(digit -> name.append(digits.charAt(digit - '0')));
      byte[] bytes = name.toString().getBytes(UTF_8);
      if (!texts.isHit(bytes, 0, bytes.length, NO_MEMBER)) {
        return bytes;
      }
    }
    return null;
  }
}
