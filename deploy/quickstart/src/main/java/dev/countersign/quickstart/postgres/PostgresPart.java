package dev.countersign.quickstart.postgres;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.Spawner;
import dev.countersign.quickstart.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The PostgreSQL server of the quickstart.
///
/// Durable: `fsync` and `synchronous_commit` are on. Reached over 127.0.0.1 with a password only.
/// The server refuses to run as root, so for root it gets a user namespace of its own.
public final class PostgresPart implements Part {
  private final Home home;
  private final int port;
  private final Secrets secrets;
  private final Spawner spawner;
  private final PostgresBinaries binaries;
  private final Path data;

  public PostgresPart(Home home, Ports ports, Secrets secrets, Spawner spawner) {
    this.home = home;
    this.port = ports.get(Port.POSTGRES);
    this.secrets = secrets;
    this.spawner = spawner;
    this.binaries = new PostgresBinaries(home.folder("postgres"));
    this.data = home.folder("postgres").resolve("data");
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.POSTGRES);
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public long start() throws IOException, InterruptedException {
    Path bin = binaries.unpacked().resolve("bin");
    if (Files.notExists(data)) {
      initialise(bin);
    }
    return spawner.start(server(bin), Map.of(), data, home.log(name()));
  }

  @Override
  public boolean ready() {
    return database().answers();
  }

  @Override
  public void settle() throws IOException {
    database().prepare();
  }

  @Override
  public void stop(ProcessHandle process) throws IOException, InterruptedException {
    Path bin = binaries.unpacked().resolve("bin");
    // "fast" ends sessions and checkpoints; the plain signal would wait for clients to leave.
    var command = asNobody(List.of(bin.resolve("pg_ctl").toString(), "stop", "-D"));
    command.addAll(List.of(data.toString(), "-m", "fast", "-W", "-s"));
    Tool.run("pg_ctl stop", command, Map.of(), home.log(name()));
  }

  private SuiteDatabase database() {
    return new SuiteDatabase(port, secrets);
  }

  /// Initialises into a draft folder, so that a crash does not leave half a database.
  private void initialise(Path bin) throws IOException, InterruptedException {
    Path draft = Files.createTempDirectory(data.getParent(), "initialising-");
    secrets.reveal("postgres");
    var command = asNobody(List.of(bin.resolve("initdb").toString(), "-D", draft.toString()));
    command.addAll(List.of("-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--no-locale"));
    command.add("--pwfile=" + home.privateFolder("secrets").resolve("postgres"));
    Tool.run("initdb", command, Map.of(), home.log(name()));
    Files.move(draft, data);
  }

  private List<String> server(Path bin) {
    var command = asNobody(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=64MB",
            "max_connections=120",
            "max_wal_size=512MB",
            "timezone=UTC",
            "log_timezone=UTC")) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private static List<String> asNobody(List<String> command) {
    var whole = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return whole;
  }
}
