package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Text;
import dev.countersign.masking.pattern.CompiledPattern;
import java.util.ArrayList;
import java.util.List;

/// What holds for a pattern that runs as an automaton: its matches are those of RE2/J.
final class PatternCheck {

  /// Texts so short that no match is cut short by its cost.
  private static final int LONGEST = 100;

  private PatternCheck() {}

  static void check(MaskingRule rule, byte[] body) {
    if (rule instanceof MaskingRule.Pattern(var name, var pattern, _) && body.length <= LONGEST) {
      CompiledPattern compiled = CompiledPattern.of(pattern);
      if (compiled.isAutomaton()) {
        assertThat(found(compiled.finder(), body))
            .as("%s: %s in %s", name, pattern, new String(body, UTF_8))
            .isEqualTo(expected(pattern, body));
      }
    }
  }

  private static List<String> found(Finder finder, byte[] body) {
    Text text = new Text().set(body, 0, body.length, new MemberName());
    List<String> found = new ArrayList<>();
    int from = 0;
    while (finder.find(text, from)) {
      found.add(finder.start() + "-" + finder.end());
      from = finder.end();
    }
    return found;
  }

  private static List<String> expected(String pattern, byte[] body) {
    Matcher matcher = Pattern.compile(pattern, Pattern.LONGEST_MATCH).matcher(body);
    List<String> expected = new ArrayList<>();
    int from = 0;
    while (from < body.length && matcher.find(from)) {
      boolean empty = matcher.end() == matcher.start();
      if (!empty) {
        expected.add(matcher.start() + "-" + matcher.end());
      }
      from = empty ? nextCharacter(body, matcher.end()) : matcher.end();
    }
    return expected;
  }

  private static int nextCharacter(byte[] body, int at) {
    int next = at + 1;
    while (next < body.length && (body[next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }
}
