package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.console.Console;
import java.io.IOException;
import java.util.List;

/// The story from the first call to the caught forgery. Every sentence with a tick was checked.
public final class Demo {
  private final Console console;
  private final Stage stage;
  private final Story story;

  public Demo(Console console, Stage stage) {
    this.console = console;
    this.stage = stage;
    this.story = new Story(console);
  }

  /// Tells it; true only when every step did what it says.
  public boolean run() throws IOException, InterruptedException {
    var calls = new PermittedCalls(stage, story);
    String session = calls.maskedLookup();
    calls.smallRefund(session);
    new HeldRefund(stage, story).tell();
    new Refusals(stage, story).tell();
    new ReplayedSession(stage, story).tell(session);
    new ProvenEvidence(stage, story, new OfflineVerifier()).tell(session);
    return conclude();
  }

  private boolean conclude() {
    List<String> broken = story.broken();
    console.blank();
    if (broken.isEmpty()) {
      console.done("Every step did what it says.");
      return true;
    }
    console.failed("Not every step did what it says:");
    broken.forEach(console::note);
    return false;
  }
}
