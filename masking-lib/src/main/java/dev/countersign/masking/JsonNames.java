package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Takes the names of members: finds those that stand in an object twice, the rules for them, and
/// what detectors find in the names themselves.
final class JsonNames {

  private static final MemberName NO_MEMBER = new MemberName();

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
    if (name.isSuspect() && edits.areSeen() && !pass.rules().drops(place.valueRule())) {
      mask(text, from, to, names, start, end, edits);
    }
    return null;
  }

  private @Nullable Reason enter(Members names) {
    place.members(names);
    place.member(names);
    member = names.normal();
    return null;
  }

  /// Names that were different stay different, by a number.
  private void mask(byte[] text, int from, int to, KeySet names, int start, int end, Edits edits)
      throws IOException {
    rebuilt.begin(text, from, to);
    texts.detect(text, from, to, NO_MEMBER, rebuilt);
    if (!rebuilt.isChanged()) {
      return;
    }
    rebuilt.end();
    byte[] masked = rebuilt.text();
    byte[] unique = numbered(masked, names.nextMasked());
    while (!names.add(NameHash.of(unique, 0, unique.length))) {
      unique = numbered(masked, names.nextMasked());
    }
    edits.replace(start, end, JsonText.quoted(unique), rebuilt.rule());
  }

  private static byte[] numbered(byte[] name, int number) {
    return number == 1 ? name : (new String(name, UTF_8) + "#" + number).getBytes(UTF_8);
  }
}
