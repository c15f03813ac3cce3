package dev.countersign.witness;

import dev.countersign.evidence.note.MalformedNoteException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The command `witness --state DIR --log VKEY… [--listen HOST:PORT] [--name NAME] [--key FILE]
/// [--init]`.
///
/// Exit code 0: begun with `--init`, or stopped. 1: the state does not let it start. 2: the
/// arguments were not understood.
public final class WitnessCommand {
  private static final int BAD_STATE = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private static final String USAGE =
      """
      usage: witness --state DIR --log VKEY… [--listen HOST:PORT] [--name NAME] [--key FILE] [--init]

        --state DIR         what the witness remembers, and its key
        --log VKEY          a log to cosign, by its note key (GET /api/v1/keys names it); repeatable
        --listen HOST:PORT  default 127.0.0.1:8095
        --key FILE          the private key (an Ed25519 JWK) is here and not in DIR
        --init --name NAME  begin: make the key, and a state for each log that has none; then end.
                            Only for logs that this witness has never cosigned
      """;

  private WitnessCommand() {}

  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = run(List.of(arguments), out, err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws InterruptedException {
    WitnessOptions options;
    try {
      options = WitnessOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println("witness: " + e.getMessage());
      err.print(USAGE);
      return NOT_UNDERSTOOD;
    }
    try {
      if (options.init()) {
        init(options, out);
      } else {
        serve(options, out, err);
      }
      return 0;
    } catch (MalformedNoteException e) {
      err.println("witness: --name: " + e.getMessage());
      return NOT_UNDERSTOOD;
    } catch (BadStateException | IllegalArgumentException e) {
      err.println("witness: " + e.getMessage());
    } catch (IOException e) {
      err.println("witness: " + e);
    }
    return BAD_STATE;
  }

  private static void init(WitnessOptions options, PrintStream out) throws IOException {
    String name = String.valueOf(options.name());
    out.println(Witness.init(options.place(), name, options.logs(), Clock.systemUTC()).text());
  }

  private static void serve(WitnessOptions options, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    try (var witness = Witness.open(options.place(), options.logs(), Clock.systemUTC())) {
      String name = options.name();
      if (name != null && !name.equals(witness.publicKey().name())) {
        throw new BadStateException(
            "--name: " + name + " (expected: " + witness.publicKey().name() + ")");
      }
      try (var server = WitnessServer.start(witness, options.listen(), err)) {
        out.println(witness.publicKey().text());
        out.println("listening on " + server.address());
        new CountDownLatch(1).await();
      }
    }
  }
}
