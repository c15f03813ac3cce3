package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The chapters in which evidence is exported, verified, tampered with and caught.
final class ProvenEvidence {
  private final Stage stage;
  private final Story story;
  private final OfflineVerifier verifier;

  ProvenEvidence(Stage stage, Story story, OfflineVerifier verifier) {
    this.stage = stage;
    this.story = story;
    this.verifier = verifier;
  }

  /// @param session Alice's session
  void tell(String session) throws IOException, InterruptedException {
    Path bundle = stage.home().folder("demo").resolve("evidence.zip");
    export(bundle, session);
    if (Files.exists(bundle)) {
      tamper(bundle, session);
    }
  }

  private void export(Path bundle, String session) throws IOException, InterruptedException {
    story.chapter("The evidence, exported and verified offline");
    story.tell("Ann waits until the log holds both of Alice's calls, then exports it all:");
    boolean complete = stage.until(() -> complete(session));
    story.expect(complete, "each call has its intent and its outcome in the log", "not yet");
    Files.deleteIfExists(bundle);
    int status = stage.download("ann", Port.AUDIT, "/api/v1/export", bundle);
    story.expect(status == 200, "exported to " + bundle, "status " + status);
    if (status != 200) {
      Files.deleteIfExists(bundle);
      return;
    }
    story.show("./countersign verify " + bundle);
    OfflineVerifier.Verdict verdict = verifier.verify(bundle);
    verdict.lines().forEach(story::show);
    story.expect(
        verdict.exit() == 0,
        "signatures, chains, sequences and the Merkle root hold, with no service asked",
        "the verifier ended with " + verdict.exit());
    story.expect(
        verdict.lines().stream().noneMatch(line -> line.contains("policy-missing")),
        "and the documents of the policies that decided these calls are in it",
        "a policy document is missing");
  }

  private void tamper(Path bundle, String session) throws IOException, InterruptedException {
    story.chapter("One byte changed");
    JsonNode intent = intentOf(session);
    long leaf = intent.path("leaf").asLong(-1);
    Path altered = bundle.resolveSibling("evidence-altered.zip");
    boolean changed = changeOneByte(bundle, altered, intent.path("jws").asString(""));
    story.expect(
        changed, "one byte of record " + leaf + " is changed in a copy", "not found in it");
    OfflineVerifier.Verdict verdict = verifier.verify(altered);
    verdict.upToFirstFinding().forEach(story::show);
    story.expect(
        verdict.exit() == 1, "the verifier refuses the copy", "it ended with " + verdict.exit());
    story.expect(
        verdict.names(leaf), "and names record " + leaf, "it does not name record " + leaf);
  }

  private boolean complete(String session) throws IOException, InterruptedException {
    List<JsonNode> calls = calls(session);
    return calls.size() == 2 && calls.stream().allMatch(call -> call.path("outcome").isNumber());
  }

  private List<JsonNode> calls(String session) throws IOException, InterruptedException {
    Reply reply = stage.ask("ann", Port.AUDIT, "GET", "/api/v1/calls?session=" + session);
    return reply.json().path("items").valueStream().toList();
  }

  private JsonNode intentOf(String session) throws IOException, InterruptedException {
    long leaf = calls(session).getLast().path("intent").asLong(-1);
    return stage.ask("ann", Port.AUDIT, "GET", "/api/v1/records/" + leaf).json();
  }

  /// Copies the bundle with one character of this record's payload changed; bundles store records
  /// uncompressed. False where the record is not found in one piece.
  private static boolean changeOneByte(Path bundle, Path altered, String jws) throws IOException {
    byte[] bytes = Files.readAllBytes(bundle);
    int payload = jws.indexOf('.') + 1;
    int length = Math.min(64, jws.length() - payload);
    if (length < 64) {
      return false;
    }
    // The members that tell records apart stand in the middle of the payload.
    int from = (payload + jws.lastIndexOf('.') - length) / 2;
    byte[] needle = jws.substring(from, from + length).getBytes(StandardCharsets.US_ASCII);
    int at = indexOf(bytes, needle);
    if (at < 0) {
      return false;
    }
    bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
    Files.write(altered, bytes);
    return true;
  }

  private static int indexOf(byte[] bytes, byte[] needle) {
    for (int i = 0; i <= bytes.length - needle.length; i++) {
      if (bytes[i] == needle[0]
          && Arrays.equals(bytes, i, i + needle.length, needle, 0, needle.length)) {
        return i;
      }
    }
    return -1;
  }
}
