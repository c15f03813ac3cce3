package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.Text;
import java.io.IOException;

/// Masks text line by line; a private key that goes over several lines is one hole, of which the
/// first line's end and what follows the key stay.
final class TextEngine extends Engine {

  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final TextMasker texts;
  private final MemberName none = new MemberName();
  private final Text text = new Text();
  private final int keyRule;
  private int resume;
  private boolean insideKey;

  TextEngine(MaskingPass pass) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
    this.keyRule = pass.rules().detectors().getOrDefault(Detector.PEM, CompiledRules.NONE);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException {
    int p = from;
    while (p < to) {
      int end = ByteScan.indexOf(b, '\n', p + resume, to);
      if (end - p > pass.limits().maxToken()) {
        return fail(Reason.TOKEN_TOO_LONG, p);
      }
      if (end == to && !last) {
        resume = end - p;
        return p;
      }
      resume = 0;
      if (!Utf8.isValid(b, p, end)) {
        return fail(Reason.INVALID_UTF8, p);
      }
      int next = Math.min(end + 1, to);
      line(b, p, end, next, edits);
      p = next;
    }
    return p;
  }

  private void line(byte[] b, int from, int end, int next, Edits edits) throws IOException {
    int rest = from;
    if (insideKey) {
      int keyEnd = PemFinder.endOfKey(text.set(b, from, end, none), from);
      rest = keyEnd < 0 ? next : keyEnd;
      insideKey = keyEnd < 0;
      edits.replace(from, rest, NOTHING, keyRule);
    }
    if (rest < end) {
      texts.mask(b, rest, end, none, edits);
      insideKey = texts.endedInsideKey();
    }
  }
}
