package dev.countersign.quickstart.home;

import java.util.Locale;

/// A port that some part listens on, and the number it has when nobody says otherwise.
public enum Port {
  GATEWAY(8080),
  MANAGEMENT(8090),
  FUNCTIONS(8081),
  APPROVAL(8082),
  AUDIT(8083),
  REPLAY(8084),
  ISSUER(9000),
  POSTGRES(15432),
  KAFKA(19092),
  CONTROLLER(19093);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  public int usual() {
    return usual;
  }

  /// The name an operator writes after `--port`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The environment variable that sets it, for example `COUNTERSIGN_PORT_GATEWAY`.
  public String variable() {
    return "COUNTERSIGN_PORT_" + name();
  }
}
