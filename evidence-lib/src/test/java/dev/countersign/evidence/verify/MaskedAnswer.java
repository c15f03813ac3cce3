package dev.countersign.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answer of the design note's vector, every part of which a test may spoil.
final class MaskedAnswer {
  static final String CALL = "call-masked";

  private static final JsonMapper MAPPER = new JsonMapper();

  final TestLog log = TestLog.standard();
  final ObjectNode proof;
  byte[] view;

  MaskedAnswer() {
    this(false);
  }

  /// @param compressed whether the caller got it in another coding
  MaskedAnswer(boolean compressed) {
    ObjectNode vector = vector();
    proof = (ObjectNode) vector.get("proof");
    view = vector.get("masked").asString().getBytes(UTF_8);
    Commitment commitment =
        new Commitment(
            Digest.parse(proof.get("root").asString()),
            vector.get("segments").asLong(),
            Digest.parse(vector.get("policy").asString()));
    Digest intent = log.gateway.write(TestBodies.intent(CALL, null));
    log.gateway.write(
        TestBodies.answered(
            CALL,
            intent,
            compressed
                ? new Response(null, Digest.ZERO, 99, commitment)
                : new Response(null, Digest.of(view), view.length, commitment)));
  }

  static ObjectNode vector() {
    try {
      return (ObjectNode)
          MAPPER.readTree(Files.readAllBytes(Path.of("../docs/design/0003-vector.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ArrayNode array(String member) {
    return (ArrayNode) proof.get(member);
  }

  VerificationReport verify(Path folder) {
    return verify(folder, log.bundle(), view, MAPPER.writeValueAsBytes(proof));
  }

  static VerificationReport verify(Path folder, byte[] bundle, byte[] view, byte[] proof) {
    try {
      Path file = Files.write(folder.resolve("bundle.zip"), bundle);
      Path body = Files.write(folder.resolve("view"), view);
      Path claimed = Files.write(folder.resolve("proof.json"), proof);
      return new Verifier(new Trust.OfBundle(), Progress.NONE)
          .verify(file, Optional.of(new MaskedView(body, claimed, Optional.empty())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
