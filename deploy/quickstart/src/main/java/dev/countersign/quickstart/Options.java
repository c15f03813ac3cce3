package dev.countersign.quickstart;

import dev.countersign.quickstart.home.BadUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a command: options with values, options without, and the rest.
record Options(Map<String, List<String>> values, Set<String> flags, List<String> rest) {

  /// Splits the words; an option that the command does not know is refused.
  static Options parse(List<String> words, Set<String> withValue, Set<String> withoutValue) {
    var values = new LinkedHashMap<String, List<String>>();
    var flags = new java.util.LinkedHashSet<String>();
    var rest = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (withoutValue.contains(word)) {
        flags.add(word);
      } else if (withValue.contains(word)) {
        if (++i == words.size()) {
          throw new BadUsage(word + ": no value (expected: one)");
        }
        values.computeIfAbsent(word, name -> new ArrayList<>()).add(words.get(i));
      } else if (word.startsWith("-") && word.length() > 1) {
        throw new BadUsage(word + ": unknown option (try: ./countersign help)");
      } else {
        rest.add(word);
      }
    }
    return new Options(values, flags, rest);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option)).map(List::getLast);
  }

  List<String> every(String option) {
    return values.getOrDefault(option, List.of());
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /// The only word that is no option.
  String single(String what) {
    if (rest.size() != 1) {
      throw new BadUsage(what + ": " + rest.size() + " given (expected: one)");
    }
    return rest.getFirst();
  }

  void none() {
    if (!rest.isEmpty()) {
      throw new BadUsage("'" + rest.getFirst() + "': not understood (try: ./countersign help)");
    }
  }

  int number(String option, int usual, int least, int most) {
    String text = value(option).orElse(Integer.toString(usual));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below together with numbers out of range.
    }
    throw new BadUsage(option + ": '" + text + "' (expected: " + least + " to " + most + ")");
  }
}
