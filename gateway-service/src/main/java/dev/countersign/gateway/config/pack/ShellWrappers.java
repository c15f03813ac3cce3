package dev.countersign.gateway.config.pack;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes away what stands before the command that is run: assignments, `sudo`, `env`, `timeout 5`.
final class ShellWrappers {
  /// Commands that run another, with the options of theirs that take a word.
  private static final Map<String, Set<String>> WRAPPERS =
      Map.ofEntries(
          Map.entry("sudo", Set.of("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-r", "-t")),
          Map.entry("doas", Set.of("-u", "-C")),
          Map.entry("env", Set.of("-u", "-C", "-P")),
          Map.entry("nice", Set.of("-n")),
          Map.entry("ionice", Set.of("-c", "-n", "-p")),
          Map.entry("nohup", Set.of()),
          Map.entry("setsid", Set.of()),
          Map.entry("time", Set.of("-f", "-o")),
          Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
          Map.entry("timeout", Set.of("-k", "-s")),
          Map.entry("xargs", Set.of("-I", "-n", "-P", "-L", "-d", "-a", "-E", "-s", "-i")),
          Map.entry("parallel", Set.of("-j", "-a")),
          Map.entry("watch", Set.of("-n")),
          Map.entry("exec", Set.of("-a")),
          Map.entry("command", Set.of()),
          Map.entry("builtin", Set.of()),
          Map.entry("busybox", Set.of()),
          Map.entry("toybox", Set.of()),
          Map.entry("chroot", Set.of()),
          Map.entry("unshare", Set.of()),
          Map.entry("strace", Set.of("-e", "-o", "-p")),
          Map.entry("flock", Set.of("-w", "-E")));

  /// Wrappers with a word of their own before the command.
  private static final Set<String> WITH_OPERAND = Set.of("timeout", "chroot", "flock");

  /// Words of the language behind which a command stands.
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "{", "}", "time", "coproc");

  private ShellWrappers() {}

  static List<ShellWord> unwrap(List<ShellWord> words) {
    List<ShellWord> left = words;
    while (!left.isEmpty()) {
      ShellWord first = left.getFirst();
      if (first.text().matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\+?=.*")
          || KEYWORDS.contains(first.text())) {
        left = left.subList(1, left.size());
      } else if (first.isStatic() && WRAPPERS.containsKey(first.base())) {
        left = behind(first.base(), left.subList(1, left.size()));
      } else if (first.isStatic() && first.base().equals("su")) {
        return su(left);
      } else {
        return left;
      }
    }
    return left;
  }

  private static List<ShellWord> behind(String wrapper, List<ShellWord> words) {
    Set<String> withWord = WRAPPERS.getOrDefault(wrapper, Set.of());
    List<ShellWord> left = words;
    while (!left.isEmpty() && left.getFirst().text().startsWith("-")) {
      String option = left.getFirst().text();
      int taken = withWord.contains(option) ? 2 : 1;
      // env -S holds a whole command line
      if (wrapper.equals("env") && option.matches("-S|--split-string") && left.size() > 1) {
        return List.of(new ShellWord("sh", true), new ShellWord("-c", true), left.get(1));
      }
      left = left.subList(Math.min(taken, left.size()), left.size());
      if (option.equals("--")) {
        break;
      }
    }
    return WITH_OPERAND.contains(wrapper) && !left.isEmpty() ? left.subList(1, left.size()) : left;
  }

  private static List<ShellWord> su(List<ShellWord> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.get(i).text().matches("-c|--command")) {
        return List.of(new ShellWord("sh", true), new ShellWord("-c", true), words.get(i + 1));
      }
    }
    return words;
  }
}
