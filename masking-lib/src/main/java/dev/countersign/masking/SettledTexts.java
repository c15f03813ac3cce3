package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Masked texts of one body in which a second look found nothing. Where values differ, what stands
/// around them mostly repeats, so most of these texts come again. Bounded; what is not kept is
/// looked at again. A text has two places, so that two that come in turn mostly do not displace
/// each other.
final class SettledTexts {

  private static final int PLACES = 64;
  private static final int LONGEST = 128;

  private static final class Settled {
    private final MemberName member = new MemberName();
    private final byte[] text = new byte[LONGEST];
    private int length;
    private int body;
  }

  private final @Nullable Settled[] places = new @Nullable Settled[PLACES];
  private int place;
  private int body = 1;

  /// Forgets the texts of the body before.
  void renew() {
    body++;
  }

  /// Whether the text was kept under that very name.
  boolean has(byte[] text, int length, MemberName member) {
    place = (int) NameHash.of(text, 0, length) & PLACES - 1;
    return isAt(place, text, length, member) || isAt(place ^ 1, text, length, member);
  }

  private boolean isAt(int at, byte[] text, int length, MemberName member) {
    Settled settled = places[at];
    return settled != null
        && settled.body == body
        && Arrays.equals(settled.text, 0, settled.length, text, 0, length)
        && settled.member.isSameAs(member);
  }

  /// Keeps the text that was asked for last.
  void keep(byte[] text, int length, MemberName member) {
    if (length > LONGEST) {
      return;
    }
    Settled settled = isFree(place) || !isFree(place ^ 1) ? at(place) : at(place ^ 1);
    System.arraycopy(text, 0, settled.text, 0, length);
    settled.length = length;
    settled.body = body;
    settled.member.set(member);
  }

  private boolean isFree(int at) {
    Settled settled = places[at];
    return settled == null || settled.body != body;
  }

  private Settled at(int at) {
    Settled settled = places[at];
    if (settled == null) {
      settled = new Settled();
      places[at] = settled;
    }
    return settled;
  }
}
