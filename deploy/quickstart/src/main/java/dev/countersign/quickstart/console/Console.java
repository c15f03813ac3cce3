package dev.countersign.quickstart.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The terminal: plain text, with sparing colour and one live line where the output is a terminal.
///
/// Safe for use by several threads; a line is never torn.
public final class Console {
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean live;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean lineOpen;

  public Console(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /// The console of this process. The script says by `COUNTERSIGN_TTY=1` that standard output is a
  /// terminal; `NO_COLOR` turns colour and the live line off.
  public static Console standard(Map<String, String> environment) {
    boolean live = "1".equals(environment.get("COUNTERSIGN_TTY"));
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    return new Console(out, live && !environment.containsKey("NO_COLOR"));
  }

  /// A console without colour or live line, for commands whose output is read by programs.
  public static Console plain(PrintStream out) {
    return new Console(out, false);
  }

  /// Whether a live line is shown; where not, progress is printed as lines.
  public boolean live() {
    return live;
  }

  public void line(String text) {
    lock.lock();
    try {
      closeLine();
      out.println(text);
    } finally {
      lock.unlock();
    }
  }

  public void blank() {
    line("");
  }

  public void title(String text) {
    line(bold(text));
  }

  public void done(String text) {
    line("  " + green("✓") + " " + text);
  }

  public void failed(String text) {
    line("  " + red("✗") + " " + text);
  }

  public void note(String text) {
    line("  " + dim(text));
  }

  /// Replaces the live line; does nothing where there is none.
  public void progress(String text) {
    if (!live) {
      return;
    }
    lock.lock();
    try {
      out.print(CLEAR_LINE + "  " + dim(text));
      out.flush();
      lineOpen = true;
    } finally {
      lock.unlock();
    }
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  private String styled(String code, String text) {
    return live ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private void closeLine() {
    if (lineOpen) {
      out.print(CLEAR_LINE);
      lineOpen = false;
    }
  }
}
