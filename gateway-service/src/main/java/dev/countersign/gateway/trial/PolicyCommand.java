package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.load.ConfigLoader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `countersign policy`: checks, tests and explains policies, with no service and no secret at
/// hand.
///
/// Exit code 0: all is well; 1: a mistake, or a case that does not hold; 2: it was asked wrongly.
public final class PolicyCommand {
  private static final String USAGE =
      """
      Usage: countersign policy check FILE        every mistake of a connections file
             countersign policy test FILE…        cases: a call, and what is expected
             countersign policy explain FILE      why a call would be decided so:
                 --caller 'alice@support via bot' --call payments/refund [--args '{"amount":5}']
                 [--at 2026-01-01T12:00:00Z] [--source 10.1.2.3] [--header name=value]
      With --json the answer is JSON. See docs/policy.md.
      """;
  private static final int OK = 0;
  private static final int WRONG = 1;
  private static final int MISUSED = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  private PolicyCommand(PrintStream out, PrintStream err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(words), out, System.err));
  }

  /// Runs the command.
  ///
  /// @return the exit code
  static int run(List<String> words, PrintStream out, PrintStream err) {
    List<String> rest = new ArrayList<>(words);
    boolean json = rest.remove("--json");
    PolicyCommand command = new PolicyCommand(out, err, json);
    String what = rest.isEmpty() ? "" : rest.removeFirst();
    try {
      return switch (what) {
        case "check" -> rest.size() == 1 ? command.check(path(rest.getFirst())) : command.misused();
        case "test" -> rest.isEmpty() ? command.misused() : command.test(rest);
        case "explain" -> command.explain(rest);
        default -> command.misused();
      };
    } catch (ConfigException e) {
      return command.mistakes(e);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return MISUSED;
    }
  }

  private static Path path(String text) {
    return Path.of(text);
  }

  private int misused() {
    err.print(USAGE);
    return MISUSED;
  }

  private static GatewayConfig load(Path file) {
    return ConfigLoader.withoutSecrets().load(file);
  }

  private int mistakes(ConfigException e) {
    if (json) {
      out.println(PolicyJson.mistakes(e));
    } else {
      err.println(e.getMessage());
    }
    return WRONG;
  }

  private int check(Path file) {
    GatewayConfig config = load(file);
    if (json) {
      out.println(PolicyJson.checked(config));
    } else {
      out.println(
          "%s: no mistakes in %s (%s)"
              .formatted(
                  file,
                  config.connections().keySet().stream().collect(Collectors.joining(", ")),
                  config.digest()));
    }
    return OK;
  }

  private int test(List<String> files) {
    List<CaseResult> results = new ArrayList<>();
    for (String file : files) {
      CaseFile cases = CaseFile.read(path(file));
      GatewayConfig config = load(cases.policy());
      for (PolicyCase tried : cases.cases()) {
        CaseResult result = CaseResult.of(config, tried);
        results.add(result);
        if (!json && !result.holds()) {
          out.println("%s:%d: %s".formatted(file, tried.line(), tried.name()));
          result.differences().forEach(difference -> out.println("    " + difference));
        }
      }
    }
    long failed = results.stream().filter(result -> !result.holds()).count();
    out.println(
        json
            ? PolicyJson.tested(results)
            : "%d cases, %d do not hold".formatted(results.size(), failed));
    return failed == 0 ? OK : WRONG;
  }

  private int explain(List<String> words) {
    if (words.isEmpty()) {
      return misused();
    }
    Explanation explanation =
        Explanation.of(load(path(words.getFirst())), words.subList(1, words.size()));
    out.println(json ? explanation.json() : explanation.text());
    return OK;
  }
}
