package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Masked texts of one body that have been looked at again, and what became of them: most stay as
/// they are. Where values differ, what stands around them mostly repeats, so most of these texts
/// come again. Bounded; what is not kept is looked at again. A text has two places, so that two
/// that come in turn mostly do not displace each other.
final class SettledTexts {

  private static final int PLACES = 64;
  private static final int LONGEST = 128;

  /// One text; what became of it is another where something more was found in it.
  static final class Settled {
    private final MemberName member = new MemberName();
    private final byte[] text = new byte[LONGEST];
    private int length;
    private int body;
    private byte @Nullable [] became;
    private int rule;

    /// The text that it became in the end, or null where it stays as it is.
    byte @Nullable [] became() {
      return became;
    }

    /// The rule that hid something in it last.
    int rule() {
      return rule;
    }

    /// Whether that is the text, under a name that says the same of it.
    private boolean is(byte[] other, int itsLength, MemberName name) {
      return Arrays.equals(text, 0, length, other, 0, itsLength) && member.saysTheSame(name);
    }
  }

  private final @Nullable Settled[] places = new @Nullable Settled[PLACES];
  private int body = 1;

  /// Forgets the texts of the body before.
  void renew() {
    body++;
  }

  /// What was kept of a text under that name, or null.
  @Nullable Settled find(byte[] text, int length, MemberName member) {
    int place = place(text, length);
    Settled first = kept(place);
    if (first != null && first.is(text, length, member)) {
      return first;
    }
    Settled second = kept(place ^ 1);
    return second != null && second.is(text, length, member) ? second : null;
  }

  /// Keeps a text that [#find] does not find.
  ///
  /// @param became what it became, or null
  void keep(byte[] text, int length, MemberName member, byte @Nullable [] became, int rule) {
    if (length > LONGEST) {
      return;
    }
    int place = place(text, length);
    Settled settled = kept(place) == null || kept(place ^ 1) != null ? at(place) : at(place ^ 1);
    System.arraycopy(text, 0, settled.text, 0, length);
    settled.length = length;
    settled.body = body;
    settled.member.setMeaning(member);
    settled.became = became;
    settled.rule = rule;
  }

  private static int place(byte[] text, int length) {
    return (int) NameHash.of(text, 0, length) & PLACES - 1;
  }

  private @Nullable Settled kept(int place) {
    Settled settled = places[place];
    return settled == null || settled.body != body ? null : settled;
  }

  private Settled at(int place) {
    Settled settled = places[place];
    if (settled == null) {
      settled = new Settled();
      places[place] = settled;
    }
    return settled;
  }
}
