package dev.countersign.gateway.config.pack;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What single commands do that a guardrail should stop.
final class ShellCommands {
  private static final Set<String> DISK =
      Set.of(
          "mkswap",
          "wipefs",
          "fdisk",
          "sfdisk",
          "cfdisk",
          "parted",
          "sgdisk",
          "blkdiscard",
          "hdparm",
          "pvremove",
          "vgremove",
          "lvremove",
          "zpool",
          "cryptsetup");
  private static final Set<String> STOP = Set.of("shutdown", "reboot", "halt", "poweroff");

  private ShellCommands() {}

  static @Nullable String finding(String command, List<ShellWord> words) {
    if (command.startsWith("mkfs") || DISK.contains(command)) {
      return "disk-write";
    }
    if (STOP.contains(command)) {
      return "shutdown";
    }
    return switch (command) {
      case "rm" -> isRecursive(words, "rR") ? "rm-recursive" : null;
      case "chmod", "chown", "chgrp", "setfacl" ->
          isRecursive(words, "R") ? "chmod-recursive" : null;
      case "dd" -> hasPrefix(words, "of=") ? "disk-write" : null;
      case "shred", "srm", "wipe" -> "wipe";
      case "truncate" -> has(words, "-s0") || has(words, "0") ? "wipe" : null;
      case "crontab" -> has(words, "-r") ? "wipe" : null;
      case "init", "telinit" -> has(words, "0") || has(words, "6") ? "shutdown" : null;
      case "systemctl" -> stops(words) ? "shutdown" : null;
      case "killall", "killall5" -> "kill-all";
      case "kill" -> has(words, "-1") && words.size() > 1 ? "kill-all" : null;
      case "iptables", "ip6tables" -> has(words, "-F") || has(words, "--flush") ? "wipe" : null;
      case "mv" -> has(words, "/dev/null") ? "wipe" : null;
      default -> null;
    };
  }

  private static boolean stops(List<ShellWord> words) {
    return words.stream()
        .map(ShellWord::text)
        .anyMatch(word -> STOP.contains(word) || word.equals("kexec"));
  }

  private static boolean has(List<ShellWord> words, String text) {
    return words.stream().anyMatch(word -> word.text().equals(text));
  }

  private static boolean hasPrefix(List<ShellWord> words, String prefix) {
    return words.stream().anyMatch(word -> word.text().startsWith(prefix));
  }

  // An option that is made when it runs may be the recursive one.
  private static boolean isRecursive(List<ShellWord> words, String letters) {
    for (ShellWord word : words) {
      String text = word.text();
      if (text.equals("--")) {
        return false;
      }
      if (text.equals("--recursive")
          || (text.startsWith("--rec") && "--recursive".startsWith(text))
          || text.matches("-[a-zA-Z]*[" + letters + "][a-zA-Z]*")
          || (!word.isStatic() && text.matches("-[a-zA-Z]*"))) {
        return true;
      }
    }
    return false;
  }
}
