package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.io.IOException;

/// Masks forms field by field; to paths a form is one flat object.
///
/// A name may come more than once, and each is masked. A field without `=` is a name.
final class FormEngine extends Engine {

  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final TextMasker texts;
  private final JsonPlace place;
  private final MemberName member = new MemberName();
  private final MemberName none = new MemberName();
  private final Decoded decoded = new Decoded();
  private final boolean drops;
  private int resume;
  private boolean kept;
  private int goneRule = CompiledRules.NONE;

  FormEngine(MaskingPass pass) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
    this.drops = pass.rules().drops();
    this.place = new JsonPlace(pass.rules(), pass.members());
    place.open(false);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException {
    int p = from;
    while (p < to) {
      // where fields vanish, one takes the sign before it along, or else the one behind it
      int field = kept ? p + 1 : p;
      int end = ByteScan.indexOf(b, '&', Math.max(field, p + resume), to);
      if (end - field > pass.limits().maxToken()) {
        return fail(Reason.TOKEN_TOO_LONG, field);
      }
      if (end == to && !last) {
        resume = end - p;
        return p;
      }
      resume = 0;
      if (!field(b, field, end, edits)) {
        return p;
      }
      int next = Math.min(end + 1, to);
      if (goneRule != CompiledRules.NONE) {
        end = kept ? end : next;
        edits.replace(p, end, NOTHING, goneRule);
        p = end;
      } else {
        kept = drops;
        p = drops ? end : next;
      }
    }
    return p;
  }

  private boolean field(byte[] b, int from, int to, Edits edits) throws IOException {
    int equals = ByteScan.indexOf(b, '=', from, to);
    goneRule = CompiledRules.NONE;
    return name(b, from, equals, edits) && (equals == to || value(b, equals + 1, to, from, edits));
  }

  private boolean name(byte[] b, int from, int to, Edits edits) throws IOException {
    if (!decode(b, from, to, from)) {
      return false;
    }
    byte[] name = decoded.bytes();
    int length = decoded.length();
    member.set(name, 0, length);
    pass.detection().tell(member);
    place.member(name, 0, length, NameHash.of(name, 0, length), pass.rules().ruleOf(member));
    if (pass.rules().drops(place.valueRule())) {
      goneRule = place.valueRule();
      pass.tally().hole(goneRule);
      return true;
    }
    texts.detect(name, 0, length, none, encoding(edits));
    return true;
  }

  private boolean value(byte[] b, int from, int to, int field, Edits edits) throws IOException {
    if (!decode(b, from, to, field)) {
      return false;
    }
    byte[] value = decoded.bytes();
    int length = decoded.length();
    int rule = place.valueRule();
    if (goneRule != CompiledRules.NONE) {
      return true;
    }
    if (rule == CompiledRules.NONE) {
      texts.mask(value, 0, length, member, encoding(edits));
    } else {
      edits.replace(from, to, FormText.encoded(pass.replacement(rule).of(value, 0, length)), rule);
    }
    return true;
  }

  private boolean decode(byte[] b, int from, int to, int field) {
    if (!FormText.decode(b, from, to, decoded)) {
      fail(Reason.MALFORMED, field);
      return false;
    }
    if (!Utf8.isValid(decoded.bytes(), 0, decoded.length())) {
      fail(Reason.INVALID_UTF8, field);
      return false;
    }
    return true;
  }

  private Edits encoding(Edits edits) {
    return (start, end, text, rule) ->
        edits.replace(decoded.origin(start), decoded.origin(end), FormText.encoded(text), rule);
  }
}
