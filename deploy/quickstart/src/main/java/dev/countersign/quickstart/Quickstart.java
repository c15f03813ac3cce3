package dev.countersign.quickstart;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.suite.PartFailed;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command behind `./countersign`: reads what is wanted and does it.
///
/// Exit codes: 0 done, 1 failed, 2 not understood.
public final class Quickstart {
  private Quickstart() {}

  /// Runs one command.
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    boolean wantsOnlyOutput =
        arguments.length > 0 && Set.of("token", "mask").contains(arguments[0]);
    Console console = wantsOnlyOutput ? Console.plain(System.err) : Console.standard(environment);
    int exit = run(List.of(arguments), environment, console);
    System.exit(exit);
  }

  private static int run(List<String> arguments, Map<String, String> environment, Console console) {
    try {
      var commands = new Commands(Home.of(environment), environment, console);
      return commands.run(
          arguments.isEmpty() ? "help" : arguments.getFirst(),
          arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    } catch (BadUsage e) {
      console.failed(indented(e));
      return 2;
    } catch (ConnectException e) {
      console.failed("nothing answers there (start it with: ./countersign up)");
      return 1;
    } catch (PartFailed | IOException e) {
      console.failed(indented(e));
      return 1;
    } catch (InterruptedException e) {
      console.failed("interrupted");
      return 1;
    }
  }

  private static String indented(Exception e) {
    return String.join("\n    ", Arrays.asList(String.valueOf(e.getMessage()).split("\n", -1)));
  }
}
