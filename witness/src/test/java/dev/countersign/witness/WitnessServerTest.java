package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.NoteSignature;
import dev.countersign.evidence.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {
  private static final TestLog LOG = TestLog.of(700);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Witness witness;
  private WitnessServer server;

  @BeforeEach
  void start() throws IOException {
    var place = new Witness.Place(folder, null);
    Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), Clock.systemUTC());
    witness = Witness.open(place, List.of(LOG.noteKey()), Clock.systemUTC());
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = WitnessServer.start(witness, any, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    witness.close();
  }

  @Test
  void answersWithASignatureLine() throws Exception {
    var request = LOG.request(0, 300);
    var answer = post(request.bytes());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("\u2014 witness.example/w1 ").endsWith("\n");
    var line = NoteSignature.parse(answer.body().stripTrailing());
    assertThat(request.note().with(line).isSignedBy(witness.publicKey())).isTrue();
  }

  @Test
  void tellsTheSizeItCosignedLast() throws Exception {
    post(LOG.request(0, 300).bytes());
    for (AddCheckpoint request :
        List.of(LOG.request(0, 400), LOG.forked(100, 300).request(300, 300))) {
      var answer = post(request.bytes());
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
      assertThat(answer.body()).isEqualTo("300\n");
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("two trees of one size", "\n300\n");
  }

  @Test
  void hasTheStatusOfTheSpecificationForEachRefusal() throws Exception {
    post(LOG.request(0, 300).bytes());
    assertThat(status("")).isEqualTo(400);
    assertThat(status("old 1\n")).isEqualTo(400);
    var shrunk = new AddCheckpoint(300, List.of(), LOG.request(0, 200).note());
    assertThat(status(shrunk.toString())).isEqualTo(400);
    assertThat(status(TestLog.of(300).request(0, 300).toString())).isEqualTo(403);
    String renamed = LOG.request(300, 400).toString().replace(TestLog.ORIGIN, "other.example");
    assertThat(status(renamed)).isEqualTo(404);
    assertThat(status(LOG.forked(200, 400).request(300, 400).toString())).isEqualTo(422);
    assertThat(status(LOG.request(300, 400).toString())).isEqualTo(200);
  }

  @Test
  void passesOverUnknownSignaturesAndRefusesFalseOnes() throws Exception {
    var request = LOG.request(0, 300);
    var stranger = NoteSignature.parse("\u2014 stranger.example AAAAAAAAAA==");
    var more = new AddCheckpoint(0, List.of(), request.note().with(stranger));
    var own = LOG.request(0, 200).note().signatures().getFirst();
    var forged = new SignedNote(request.note().text(), List.of(own));
    assertThat(status(new AddCheckpoint(0, List.of(), forged).toString())).isEqualTo(403);
    assertThat(status(more.toString())).isEqualTo(200);
  }

  @Test
  void survivesHostileBodies() throws Exception {
    byte[] good = LOG.request(0, 300).bytes();
    var random = new Random(20_261_121);
    for (int i = 0; i < 300; i++) {
      byte[] body = good.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (!Arrays.equals(body, good)) {
        assertThat(post(body).statusCode()).isIn(400, 403, 404, 409, 422);
      }
    }
    assertThat(post(new byte[100_000]).statusCode()).isEqualTo(400);
    assertThat(status("old 0\n" + "A".repeat(200_000))).isEqualTo(400);
    assertThat(status("old 0\n" + "\n".repeat(200_000))).isEqualTo(400);
    assertThat(post(new byte[AddCheckpoint.MAX_BYTES + 1]).statusCode()).isEqualTo(413);
    assertThat(post(good).statusCode()).isEqualTo(200);
  }

  @Test
  void knowsTwoPathsOnly() throws Exception {
    assertThat(send("GET", "/", new byte[0]).body()).isEqualTo(witness.publicKey().text() + "\n");
    assertThat(NoteKey.parse(witness.publicKey().text())).isEqualTo(witness.publicKey());
    assertThat(send("GET", "/add-checkpoint", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(send("POST", "/", new byte[0]).statusCode()).isEqualTo(405);
    for (String path : List.of("/add-checkpoint/", "//add-checkpoint", "/add%2dcheckpoint", "/x")) {
      assertThat(send("POST", path, LOG.request(0, 300).bytes()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void cosignsNothingWhileItCannotStore() throws Exception {
    Path state;
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      state = files.findFirst().orElseThrow();
    }
    Path draft = Files.createDirectory(state.resolveSibling(state.getFileName() + ".new"));
    var answer = post(LOG.request(0, 300).bytes());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("\u2014");
    Files.delete(draft);
    assertThat(post(LOG.request(0, 300).bytes()).statusCode()).isEqualTo(200);
  }

  @Test
  void sendsAwayWhoeverIsTooSlow() throws Exception {
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      slow.setSoTimeout(60_000);
      slow.getOutputStream()
          .write(
              "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 500\r\n\r\nold 0\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(ended(slow)).isTrue();
    }
    assertThat(post(LOG.request(0, 300).bytes()).statusCode()).isEqualTo(200);
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private int status(String body) throws Exception {
    return post(body.getBytes(StandardCharsets.UTF_8)).statusCode();
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return send("POST", "/add-checkpoint", body);
  }

  private HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
    var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    return http.send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .method(method, publisher)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
