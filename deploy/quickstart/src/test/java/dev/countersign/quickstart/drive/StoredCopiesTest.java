package dev.countersign.quickstart.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.quickstart.drive.StoredCopies.Search;
import dev.countersign.quickstart.login.AccessToken;
import dev.countersign.quickstart.rest.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredCopiesTest {
  private static final String FRAMES = "/api/v1/sessions/s/frames?limit=1000";
  private static final String RECORDS = "/api/v1/records?limit=1000&from-leaf=";

  private final Map<String, String> pages = new HashMap<>();
  private HttpServer service;

  @BeforeEach
  void serve() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          String page = pages.getOrDefault(exchange.getRequestURI().toString(), "");
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    pages.put(FRAMES, "{\"items\":[%s]}".formatted(frame("c1", true, "\"text\":\"clean\"")));
    pages.put(RECORDS + 7, "{\"items\":[{\"leaf\":7}]}");
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void findsNothingWhereNothingStands() throws Exception {
    Search search = search();

    assertThat(search.isClean()).isTrue();
    assertThat(search.frames()).isEqualTo(1);
    assertThat(search.records()).isEqualTo(1);
  }

  @Test
  void findsAnAddressOnTheSecondPageOfARecording() throws Exception {
    pages.put(
        FRAMES,
        "{\"items\":[%s],\"next\":\"f 2\"}".formatted(frame("c1", false, "\"text\":\"a@exa\"")));
    pages.put(
        FRAMES + "&cursor=f+2",
        "{\"items\":[%s]}".formatted(frame("c1", true, "\"base64\":\"bXBsZS5jb20=\"")));

    assertThat(search().addresses()).containsOnly("a@example.com");
  }

  @Test
  void findsAnAddressOnTheSecondPageOfTheEvidence() throws Exception {
    pages.put(RECORDS + 7, "{\"items\":[{\"leaf\":7}],\"next\":\"8\"}");
    pages.put(RECORDS + 8, "{\"items\":[{\"leaf\":8,\"x\":\"to a@example.com.\"}]}");

    assertThat(search().addresses()).containsOnly("a@example.com");
  }

  @Test
  void asksInVainForASessionOfWhichAllWasRefused() throws Exception {
    Search search = search(Map.of("c1", "s", "c2", "refused"));

    assertThat(search.isClean()).isTrue();
    assertThat(search.frames()).isEqualTo(1);
  }

  @Test
  void doesNotTakeEvidenceThatIsNotThereForClean() {
    pages.remove(RECORDS + 7);

    assertThatThrownBy(this::search).isInstanceOf(IOException.class).hasMessageContaining("404");
  }

  private Search search() throws IOException, InterruptedException {
    return search(Map.of("c1", "s"));
  }

  private Search search(Map<String, String> sessions) throws IOException, InterruptedException {
    var reader =
        new AuditorReader(
            new Http(),
            "http://127.0.0.1:" + service.getAddress().getPort(),
            new FreshToken(
                () -> new AccessToken("token", Clock.systemUTC().instant().plusSeconds(600)),
                Clock.systemUTC()));
    return new StoredCopies(reader, reader)
        .search(Set.of("a@example.com"), sessions, Set.of("c1"), 7, progress -> {});
  }

  private static String frame(String call, boolean last, String content) {
    return "{\"call\":\"%s\",\"direction\":\"response\",\"last\":%s,%s}"
        .formatted(call, last, content);
  }
}
