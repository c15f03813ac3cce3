package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The texts of a call that a pack looks at: those under chosen names, at any depth, or all.
///
/// Letter case, `_` and `-` do not distinguish names. What stands in a list or an object under a
/// chosen name is looked at too.
final class JudgedTexts {
  private static final String ALL = "*";

  private final boolean all;
  private final Set<String> names;
  private final Set<String> allowed;
  private @Nullable Function<List<?>, String> joined;

  JudgedTexts(PackOptions options, Set<String> usual) {
    Set<String> chosen = options.arguments().isEmpty() ? usual : options.arguments();
    this.all = chosen.contains(ALL);
    this.names = chosen.stream().map(JudgedTexts::folded).collect(Collectors.toSet());
    this.allowed = options.allow();
  }

  /// Looks at a list of texts as one text as well.
  JudgedTexts joiningLists(Function<List<?>, String> join) {
    joined = join;
    return this;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /// Looks until something is found that is not allowed.
  ///
  /// @param look gives the findings of one text
  Finding judge(CallVariables call, Function<String, List<String>> look) {
    AnswerView answer = call.answer();
    if (answer == null) {
      return finding(in(call.arguments(), all, look));
    }
    String text = answer.text();
    if (text == null) {
      return new Finding.Failed("not-text");
    }
    String found = answer.body() == null ? null : in(answer.body(), true, look);
    return finding(found == null ? first(look.apply(text)) : found);
  }

  private static Finding finding(@Nullable String found) {
    return found == null ? Finding.CLEAR : new Finding.Fired(found);
  }

  private @Nullable String in(Object value, boolean chosen, Function<String, List<String>> look) {
    return switch (value) {
      case String text -> chosen ? first(look.apply(text)) : null;
      case Map<?, ?> members -> {
        for (Map.Entry<?, ?> member : members.entrySet()) {
          String name = String.valueOf(member.getKey());
          String found = all ? first(look.apply(name)) : null;
          boolean below = chosen || names.contains(folded(name));
          found = found == null ? in(member.getValue(), below, look) : found;
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case List<?> elements -> {
        Function<List<?>, String> join = joined;
        if (chosen && join != null && elements.stream().allMatch(String.class::isInstance)) {
          yield first(look.apply(join.apply(elements)), elements, look);
        }
        for (Object element : elements) {
          String found = in(element, chosen, look);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable String first(
      List<String> findings, List<?> elements, Function<String, List<String>> look) {
    String found = first(findings);
    for (int i = 0; found == null && i < elements.size(); i++) {
      found = elements.size() == 1 ? first(look.apply(String.valueOf(elements.get(i)))) : null;
    }
    return found;
  }

  private @Nullable String first(List<String> findings) {
    for (String finding : findings) {
      if (!allowed.contains(finding)) {
        return finding;
      }
    }
    return null;
  }
}
