package dev.countersign.witness;

import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignatureType;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
record WitnessOptions(
    Witness.Place place,
    List<NoteKey> logs,
    InetSocketAddress listen,
    @Nullable String name,
    boolean init) {

  /// @throws IllegalArgumentException when the arguments are not understood
  static WitnessOptions parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    @Nullable Path state = null;
    @Nullable Path key = null;
    @Nullable String name = null;
    var logs = new ArrayList<NoteKey>();
    var listen = address("127.0.0.1:8095");
    boolean init = false;
    while (!rest.isEmpty()) {
      String option = rest.remove();
      switch (option) {
        case "--state" -> state = Path.of(value(option, rest));
        case "--key" -> key = Path.of(value(option, rest));
        case "--name" -> name = value(option, rest);
        case "--log" -> logs.add(log(value(option, rest)));
        case "--listen" -> listen = address(value(option, rest));
        case "--init" -> init = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (state == null || logs.isEmpty()) {
      throw new IllegalArgumentException("--state and at least one --log are needed");
    }
    if (init && name == null) {
      throw new IllegalArgumentException("--init needs --name");
    }
    return new WitnessOptions(new Witness.Place(state, key), logs, listen, name, init);
  }

  private static String value(String option, Queue<String> rest) {
    String value = rest.poll();
    if (value == null) {
      throw new IllegalArgumentException(option + " without a value");
    }
    return value;
  }

  private static NoteKey log(String text) {
    try {
      NoteKey key = NoteKey.parse(text);
      if (key.type() == SignatureType.ED25519) {
        return key;
      }
    } catch (MalformedNoteException e) {
      throw new IllegalArgumentException("--log: " + e.getMessage());
    }
    throw new IllegalArgumentException("--log: a witness's key (expected: a log's)");
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        String host = text.substring(0, colon);
        String bare =
            host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
        var address = new InetSocketAddress(bare, Integer.parseInt(text.substring(colon + 1)));
        if (!address.isUnresolved()) {
          return address;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--listen: " + text + " (expected: a port from 0 to 65535)");
    }
    throw new IllegalArgumentException("--listen: " + text + " (expected: HOST:PORT)");
  }
}
