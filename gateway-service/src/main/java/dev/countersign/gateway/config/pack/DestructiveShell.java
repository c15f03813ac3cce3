package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.pack.ShellScript.UnreadableException;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.GuardrailTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds shell commands that destroy, take over or stop a machine, by reading them as a shell does.
///
/// Knows what stands behind `sudo`, `env`, `xargs`, `sh -c` and their like, and in substitutions. A
/// command whose name is made when it runs (`$x`, `r?`, `$(…)`) is not known and fires.
final class DestructiveShell implements GuardrailTest {
  static final List<String> FINDINGS =
      List.of(
          "chmod-recursive",
          "disk-write",
          "dynamic-command",
          "fork-bomb",
          "kill-all",
          "opaque-code",
          "pipe-to-shell",
          "rm-recursive",
          "shutdown",
          "unreadable",
          "wipe");
  static final Set<String> ARGUMENTS =
      Set.of("command", "commands", "cmd", "shell", "bash", "sh", "script", "commandLine", "body");

  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "csh", "tcsh");
  private static final Set<String> INTERPRETERS =
      Set.of("python", "python2", "python3", "perl", "ruby", "node", "php", "lua");

  private final JudgedTexts texts;

  DestructiveShell(PackOptions options) {
    this.texts = new JudgedTexts(options, ARGUMENTS).joiningLists(DestructiveShell::quoted);
  }

  // An argument vector is run as it stands: nothing in it is special to a shell.
  private static String quoted(List<?> words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append('\'').append(String.valueOf(word).replace("'", "'\\''")).append("' ");
    }
    return line.toString();
  }

  @Override
  public Finding test(CallVariables call) {
    return texts.judge(call, DestructiveShell::findings);
  }

  static List<String> findings(String script) {
    List<String> findings = new ArrayList<>(2);
    if (script.length() <= ShellScript.MAX_LENGTH && isForkBomb(script)) {
      findings.add("fork-bomb");
    }
    judge(script, findings);
    return findings;
  }

  /// A function that pipes itself into itself: `:(){ :|:& };:`.
  private static boolean isForkBomb(String script) {
    String text = script.replaceAll("\\s", "");
    for (int at = text.indexOf("(){"); at >= 0; at = text.indexOf("(){", at + 1)) {
      int start = at;
      while (start > 0 && ";&|(){}".indexOf(text.charAt(start - 1)) < 0) {
        start--;
      }
      String name = text.substring(start, at);
      int end = text.indexOf('}', at);
      String body = text.substring(at, end < 0 ? text.length() : end);
      if (!name.isEmpty() && body.contains(name + "|" + name)) {
        return true;
      }
    }
    return false;
  }

  static void judge(String script, List<String> findings) {
    try {
      judge(ShellScript.read(script), findings);
    } catch (UnreadableException e) {
      findings.add("unreadable");
    }
  }

  private static void judge(ShellScript script, List<String> findings) {
    for (List<ShellCommand> pipeline : script.pipelines()) {
      for (int i = 0; i < pipeline.size(); i++) {
        ShellCommand command = pipeline.get(i);
        outputs(command, findings);
        List<ShellWord> words = ShellWrappers.unwrap(command.words());
        boolean isFed = i > 0 || !command.fed().isEmpty();
        judge(words, i > 0, findings);
        if (isFed && isShell(words)) {
          command.fed().forEach(document -> judge(document, findings));
        }
      }
    }
    script.inner().forEach(inner -> judge(inner, findings));
  }

  private static boolean isShell(List<ShellWord> words) {
    return !words.isEmpty() && SHELLS.contains(words.getFirst().base());
  }

  private static void outputs(ShellCommand command, List<String> findings) {
    for (ShellWord file : command.outputs()) {
      if (file.text().matches("/dev/(sd|hd|vd|xvd|nvme|mmcblk|disk|mapper/|md|dm-).*")) {
        findings.add("disk-write");
      }
    }
  }

  private static void judge(List<ShellWord> words, boolean isPiped, List<String> findings) {
    if (words.isEmpty()) {
      return;
    }
    ShellWord name = words.getFirst();
    List<ShellWord> rest = words.subList(1, words.size());
    if (!name.isStatic()) {
      findings.add("dynamic-command");
      return;
    }
    String command = name.base();
    if (SHELLS.contains(command) || INTERPRETERS.contains(command)) {
      interpreter(command, rest, isPiped, findings);
    } else if (command.equals("eval")) {
      eval(rest, findings);
    } else if (command.equals("find")) {
      find(rest, findings);
    } else {
      String finding = ShellCommands.finding(command, rest);
      if (finding != null) {
        findings.add(finding);
      }
    }
  }

  private static void interpreter(
      String command, List<ShellWord> rest, boolean isPiped, List<String> findings) {
    for (int i = 0; i < rest.size(); i++) {
      String option = rest.get(i).text();
      boolean isCode =
          SHELLS.contains(command)
              ? option.matches("-[a-zA-Z]*c[a-zA-Z]*")
              : option.matches("-[a-zA-Z]*[cer]|--eval|--execute");
      if (isCode && i + 1 < rest.size()) {
        code(command, rest.get(i + 1), findings);
        return;
      }
      if (!rest.get(i).isStatic() && option.isEmpty()) {
        findings.add("pipe-to-shell"); // bash <(curl …)
        return;
      }
      if (!option.startsWith("-") && !option.startsWith("+")) {
        return; // a script file
      }
    }
    boolean hasFile = rest.stream().anyMatch(word -> !word.text().startsWith("-"));
    if (isPiped && !hasFile) {
      findings.add("pipe-to-shell");
    }
  }

  private static void code(String command, ShellWord code, List<String> findings) {
    if (!code.isStatic() && code.text().isBlank()) {
      findings.add("dynamic-command");
    } else if (SHELLS.contains(command)) {
      judge(code.text(), findings);
    } else if (code.text()
        .matches(
            "(?s).*(rmtree|unlink|os\\.remove|removedirs|system\\s*\\(|subprocess|popen|exec[lv]?p?"
                + "\\s*\\(|child_process|rmSync|rm_rf|FileUtils|shell_exec|`).*")) {
      findings.add("opaque-code");
    }
  }

  private static void eval(List<ShellWord> rest, List<String> findings) {
    if (rest.stream().allMatch(ShellWord::isStatic)) {
      judge(String.join(" ", rest.stream().map(ShellWord::text).toList()), findings);
    } else {
      findings.add("dynamic-command");
    }
  }

  private static void find(List<ShellWord> rest, List<String> findings) {
    for (int i = 0; i < rest.size(); i++) {
      String option = rest.get(i).text();
      if (option.equals("-delete")) {
        findings.add("rm-recursive");
      } else if (option.matches("-(exec|execdir|ok|okdir)") && i + 1 < rest.size()) {
        List<ShellWord> inner = ShellWrappers.unwrap(rest.subList(i + 1, rest.size()));
        if (!inner.isEmpty() && Set.of("rm", "shred", "unlink").contains(inner.getFirst().base())) {
          findings.add("rm-recursive");
        } else {
          judge(inner, false, findings);
        }
      }
    }
  }
}
