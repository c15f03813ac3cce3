package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.note.NoteKey;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process of its own, and its sudden end.
class WitnessProcessTest {
  private static final TestLog LOG = TestLog.of(700);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private record Running(Process process, String vkey, URI address) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Test
  void keepsWhatItCosignedThroughKillDashNine() throws Exception {
    assertThat(command("--init", "--name", "witness.example/w1")).isEqualTo(0);
    String vkey;
    long cosigned;
    try (var first = start()) {
      vkey = first.vkey();
      assertThat(NoteKey.parse(vkey).name()).isEqualTo("witness.example/w1");
      cosigned = pushUntilKilled(first);
    }
    try (var second = start()) {
      assertThat(second.vkey()).isEqualTo(vkey);
      var size = post(second, LOG.request(0, 1).bytes());
      assertThat(size.statusCode()).isEqualTo(409);
      long remembered = Long.parseLong(size.body().strip());
      assertThat(remembered).isGreaterThanOrEqualTo(cosigned);
      var fork = LOG.forked(5, 700);
      assertThat(post(second, fork.request(remembered, 700).bytes()).statusCode()).isEqualTo(422);
      assertThat(post(second, LOG.request(remembered, 700).bytes()).statusCode()).isEqualTo(200);
    }
  }

  /// Sends one checkpoint after the other; after the fiftieth answer the process is killed while
  /// the next requests are on their way. Gives the largest size that was cosigned.
  private long pushUntilKilled(Running witness) {
    var cosigned = new AtomicLong();
    try {
      for (int size = 10; size < 690; size++) {
        if (post(witness, LOG.request(cosigned.get(), size).bytes()).statusCode() == 200) {
          cosigned.set(size);
        }
        if (size == 60) {
          Thread.ofVirtual().start(witness.process()::destroyForcibly);
        }
      }
    } catch (IOException e) {
      assertThat(witness.process().onExit().join().isAlive()).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(cosigned.get()).isGreaterThanOrEqualTo(60);
    return cosigned.get();
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    assertThat(command()).isEqualTo(1);
    assertThat(command("--init")).isEqualTo(2);
    assertThat(command("--nonsense")).isEqualTo(2);
    assertThat(command("--listen", "nowhere")).isEqualTo(2);
    assertThat(command("--log", "nonsense")).isEqualTo(2);
    assertThat(command("--init", "--name", "a name")).isEqualTo(2);
    assertThat(command("--init", "--name", "w")).isEqualTo(0);
    assertThat(command("--name", "other")).isEqualTo(1);
    assertThat(said).contains("--name: other (expected: w)");
  }

  private String said = "";

  private int command(String... more) throws InterruptedException {
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    int code = WitnessCommand.run(arguments(more), out, out);
    said = text.toString(StandardCharsets.UTF_8);
    return code;
  }

  private List<String> arguments(String... more) {
    var arguments =
        new ArrayList<>(
            List.of("--state", folder.resolve("state").toString(), "--log", LOG.noteKey().text()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Running start() throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WitnessCommand.class.getName()));
    line.addAll(arguments("--listen", "127.0.0.1:0"));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String vkey = String.valueOf(out.readLine());
    String address = String.valueOf(out.readLine());
    return new Running(process, vkey, URI.create(address.replace("listening on ", "")));
  }

  private HttpResponse<String> post(Running witness, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(witness.address().resolve("/add-checkpoint"))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
