package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.console.Console;
import java.util.ArrayList;
import java.util.List;

/// What the demo says, and whether everything it said came true.
final class Story {
  private static final int WIDTH = 92;

  private final Console console;
  private final List<String> broken = new ArrayList<>();
  private int chapter;

  Story(Console console) {
    this.console = console;
  }

  void chapter(String title) {
    chapter++;
    console.blank();
    console.title(chapter + "  " + title);
  }

  /// Plain words.
  void tell(String text) {
    console.line("   " + text);
  }

  /// What goes over the wire, shortened to the terminal.
  void show(String text) {
    for (String line : wrapped(text, 4)) {
      console.line("     " + console.dim(line));
    }
  }

  /// A step: printed as true or false, and remembered when false.
  void expect(boolean holds, String text, String otherwise) {
    if (holds) {
      console.line("   " + console.green("✓") + " " + text);
    } else {
      console.line("   " + console.red("✗") + " " + text + " — but: " + otherwise);
      broken.add("chapter " + chapter + ": " + text);
    }
  }

  void progress(String text) {
    console.progress(text);
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  private static List<String> wrapped(String text, int most) {
    var lines = new ArrayList<String>();
    for (String rest = text; !rest.isEmpty(); ) {
      if (lines.size() == most - 1 && rest.length() > WIDTH) {
        lines.add(rest.substring(0, WIDTH - 1) + "…");
        return lines;
      }
      int end = Math.min(WIDTH, rest.length());
      lines.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return lines;
  }
}
