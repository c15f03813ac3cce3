package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.gateway.RecordingUpstream.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EncodedAnswerIT {
  private static final String PATH = "/odd/answer";
  private static final String BODY =
      "{\"customers\":[" + "{\"email\":\"ann@example.com\"},".repeat(500) + "{}]}";

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void masksAnswersThatCameZipped() throws IOException {
    for (String coding : new String[] {"gzip", "x-gzip", "deflate", "identity, GZIP"}) {
      gateway.upstream.on(PATH, coded(coding, zipped(BODY.getBytes(UTF_8), coding)));
      HttpResponse<String> response = gateway.get("/payments/odd/answer");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(BODY.replace("ann@example.com", "[redacted:email]"));
      assertThat(response.headers().firstValue("content-encoding")).isEmpty();
      assertThat(response.headers().firstValue("etag")).isEmpty();
      assertThat(response.headers().firstValue("repr-digest")).isEmpty();
    }
  }

  @Test
  void namesACodingThatItCannotUndo() {
    gateway.upstream.on(PATH, coded("br", new byte[] {1, 2, 3}));
    HttpResponse<String> response = gateway.get("/payments/odd/answer");
    assertProblem(response, 502, "upstream-garbled");
    assertThat(response.body()).contains("br");
  }

  @Test
  void refusesSeveralCodings() throws IOException {
    gateway.upstream.on(PATH, coded("gzip, gzip", zipped(BODY.getBytes(UTF_8), "gzip")));
    assertProblem(gateway.get("/payments/odd/answer"), 502, "upstream-garbled");
  }

  @Test
  void breaksOffAnAnswerThatGrowsTooMuch() throws IOException {
    byte[] spaces = " ".repeat(4 << 20).getBytes(UTF_8);
    gateway.upstream.on(PATH, coded("gzip", zipped(spaces, "gzip")));
    assertThatThrownBy(() -> gateway.get("/payments/odd/answer"))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static Behaviour coded(String coding, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Content-Encoding", coding);
      exchange.getResponseHeaders().set("ETag", "\"unmasked\"");
      exchange.getResponseHeaders().set("Repr-Digest", "sha-256=:AAAA:");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static byte[] zipped(byte[] body, String coding) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        coding.equals("deflate")
            ? new DeflaterOutputStream(zipped)
            : new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }
}
