package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The member names that were read last, with what is known of each. Bodies repeat their names, so
/// most names are looked up here and not worked out again.
///
/// A name is known again by its bytes; the hash only tells where it would be. Memory is bounded:
/// names that share a place displace each other, and long ones are not kept.
final class SeenNames {

  private static final int PLACES = 128;
  private static final MemberName NO_MEMBER = new MemberName();

  /// One name; it serves until the next name is looked up.
  static final class Name {
    private final MemberName normal = new MemberName();
    private final byte[] bytes = new byte[MemberName.MAX];
    private int length = -1;
    private int rule;
    private boolean suspect;

    /// The name in the form of rules.
    MemberName normal() {
      return normal;
    }

    /// The rule for members of that name, or [CompiledRules#NONE].
    int rule() {
      return rule;
    }

    /// Whether a detector could find something in the name itself.
    boolean isSuspect() {
      return suspect;
    }

    /// Whether the whole name is kept.
    boolean isKept() {
      return length >= 0;
    }

    private boolean is(byte[] text, int from, int to) {
      return length == to - from && Arrays.equals(bytes, 0, length, text, from, to);
    }

    private void learn(byte[] text, int from, int to, MaskingPass pass, TextMasker texts)
        throws IOException {
      length = to - from <= bytes.length ? to - from : -1;
      if (length > 0) {
        System.arraycopy(text, from, bytes, 0, length);
      }
      normal.set(text, from, to);
      pass.detection().tell(normal);
      rule = pass.rules().ruleOf(normal);
      suspect =
          pass.detection().canFindIn(text, from, to, NO_MEMBER)
              || texts.isDisguised(text, from, to, NO_MEMBER);
    }
  }

  private final @Nullable Name[] names = new @Nullable Name[PLACES];
  private final MaskingPass pass;
  private final TextMasker texts;

  SeenNames(MaskingPass pass, TextMasker texts) {
    this.pass = pass;
    this.texts = texts;
  }

  /// The decoded name between `from` and `to`, of a hash that is known.
  Name of(byte[] text, int from, int to, long hash) throws IOException {
    int place = (int) (hash >>> 40) & (PLACES - 1);
    Name name = names[place];
    if (name == null) {
      name = new Name();
      names[place] = name;
    }
    if (!name.is(text, from, to)) {
      name.learn(text, from, to, pass, texts);
    }
    return name;
  }
}
