package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.EntityDetector.Entity;
import dev.countersign.masking.EntityResult.Complete;
import dev.countersign.masking.EntityResult.Hole;
import dev.countersign.masking.EntityResult.Incomplete;
import dev.countersign.masking.EntityResult.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityMaskerTest {

  private static final EntityLimits LIMITS = EntityLimits.defaults();

  /// Finds people by a list of their names, on another thread.
  private static final class Register implements EntityDetector {
    private static final Map<String, String> KNOWN =
        Map.of(
            "mia li", "person", "bob", "person", "zoë 😀", "person", "12 main street", "address");
    private final List<List<String>> asked = new ArrayList<>();
    private final boolean atOnce;

    Register(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public CompletionStage<List<Entity>> find(List<String> texts) {
      asked.add(texts);
      return atOnce
          ? CompletableFuture.completedFuture(found(texts))
          : CompletableFuture.supplyAsync(() -> found(texts));
    }

    private static List<Entity> found(List<String> texts) {
      List<Entity> found = new ArrayList<>();
      for (int text = 0; text < texts.size(); text++) {
        String lower = texts.get(text).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
          int at = lower.indexOf(known.getKey());
          while (at >= 0) {
            int end = at + known.getKey().length();
            found.add(new Entity(text, at, end, known.getValue()));
            at = lower.indexOf(known.getKey(), end);
          }
        }
      }
      return found;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JSON | {'Bob':'from Mia Li to bob','n':[1,true,'x']} | {'Bob':'from [P] to [P]','n':[1,true,'x']}",
        "JSON | {'a':'M\\u0069a\\u0020Li, \\n12 Main Street'} | {'a':'[P], \\n[A]'}",
        "JSON | ['Zo\\u00eb \\ud83d\\ude00!','Zoë 😀','\\ud83dbob'] | ['[P]!','[P]','\\ud83d[P]']",
        "JSON | 'bob' | '[P]'",
        "NDJSON | {'a':'bob'}~~{'a':'x bob'}~ | {'a':'[P]'}~~{'a':'x [P]'}~",
        "TEXT | dear Bob,~at 12 main street~ | dear [P],~at [A]~",
        "JSON | ['bob [redacted:bob] bob','[redacted:mia li]'] | ['[P] [redacted:bob] [P]','[redacted:mia li]']",
      })
  void hidesWhatIsFoundAndNothingElse(MediaKind kind, String body, String expected) {
    for (boolean atOnce : List.of(true, false)) {
      EntityMasker masker = new EntityMasker(new Register(atOnce), LIMITS);
      Complete complete = complete(masker, kind, plain(body));
      assertThat(new String(complete.bytes(), UTF_8)).isEqualTo(plain(expected));
      for (Hole hole : complete.holes()) {
        byte[] mark = Arrays.copyOfRange(complete.bytes(), hole.start(), hole.end());
        assertThat(new String(mark, UTF_8)).isEqualTo("[redacted:" + hole.rule() + "]");
      }
      Complete again = complete(masker, kind, plain(expected));
      assertThat(new String(again.bytes(), UTF_8)).isEqualTo(plain(expected));
      assertThat(again.holes()).isEmpty();
    }
  }

  private static String plain(String text) {
    return text.replace('\'', '"')
        .replace('~', '\n')
        .replace("[P]", "[redacted:entity:person]")
        .replace("[A]", "[redacted:entity:address]");
  }

  private static Complete complete(EntityMasker masker, MediaKind kind, String body) {
    EntityResult result = masker.mask(kind, body.getBytes(UTF_8)).join();
    assertThat(result).isInstanceOf(Complete.class);
    return (Complete) result;
  }

  @Test
  void makesOneHoleOfEntitiesThatOverlap() {
    EntityDetector overlapping =
        _ ->
            CompletableFuture.completedFuture(
                List.of(
                    new Entity(0, 4, 6, "later"),
                    new Entity(0, 1, 5, "first"),
                    new Entity(0, 7, 8, "apart")));
    Complete complete =
        complete(new EntityMasker(overlapping, LIMITS), MediaKind.TEXT, "abcdefghi");
    assertThat(new String(complete.bytes(), UTF_8))
        .isEqualTo("a[redacted:entity:first]g[redacted:entity:apart]i");
    assertThat(complete.holes())
        .containsExactly(new Hole("entity:first", 1, 24), new Hole("entity:apart", 25, 48));
  }

  @Test
  void asksInBatchesOfBoundedSizeForAnyNumberOfTexts() {
    EntityLimits small = new EntityLimits(1 << 20, 20, 20, 3, 100_000, Duration.ofSeconds(60));
    String body = "[" + "\"bob\",\"a longer bob\",1,\"22\",".repeat(9_000) + "\"bob\"]";
    for (boolean atOnce : List.of(true, false)) {
      Register register = new Register(atOnce);
      Complete complete = complete(new EntityMasker(register, small), MediaKind.JSON, body);
      assertThat(complete.holes()).hasSize(18_001);
      assertThat(register.asked).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 3));
      assertThat(register.asked)
          .allSatisfy(batch -> assertThat(String.join("", batch).length()).isLessThanOrEqualTo(20));
      assertThat(register.asked.stream().mapToInt(List::size).sum()).isEqualTo(18_001);
    }
  }

  @Test
  void asksNothingWhereThereIsNoText() {
    Register register = new Register(true);
    complete(new EntityMasker(register, LIMITS), MediaKind.JSON, "{\"bob\":[1,\"2\",null]}");
    assertThat(register.asked).isEmpty();
  }

  @Test
  void saysThatTheDetectorIsLateAndCancelsIt() {
    CompletableFuture<List<Entity>> never = new CompletableFuture<>();
    EntityLimits soon = new EntityLimits(99, 9, 9, 9, 9, Duration.ofMillis(20));
    assertThat(reason(_ -> never, soon, "\"bob\"")).isEqualTo(Reason.LATE);
    assertThat(never).isCancelled();
  }

  @Test
  void saysThatTheDetectorFailed() {
    IllegalStateException broken = new IllegalStateException("about bob");
    for (EntityDetector detector :
        List.<EntityDetector>of(
            _ -> CompletableFuture.failedFuture(broken),
            _ ->
                CompletableFuture.supplyAsync(() -> {
                  throw broken;
                }),
            _ -> {
              throw broken;
            })) {
      EntityResult result =
          new EntityMasker(detector, LIMITS).mask(MediaKind.TEXT, "bob".getBytes(UTF_8)).join();
      assertThat(result).isEqualTo(new Incomplete(Reason.FAILED, broken));
      assertThat(result).hasToString("Incomplete[FAILED]");
    }
  }

  @Test
  void refusesAnswersThatCannotBe() {
    for (Entity entity :
        List.of(
            new Entity(1, 0, 1, "person"),
            new Entity(-1, 0, 1, "person"),
            new Entity(0, -1, 1, "person"),
            new Entity(0, 2, 2, "person"),
            new Entity(0, 0, 4, "person"),
            new Entity(0, 0, 1, "Person"),
            new Entity(0, 0, 1, "a]b"),
            new Entity(0, 0, 1, ""))) {
      EntityDetector detector = _ -> CompletableFuture.completedFuture(List.of(entity));
      assertThat(reason(detector, LIMITS, "\"bob\"")).as("%s", entity).isEqualTo(Reason.NONSENSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "\"bob", "{\"a\":\"\\x\"}", "[\"bob\"] and bob"})
  void looksThroughNothingThatIsNotJson(String body) {
    assertThat(reason(new Register(true), LIMITS, body)).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void staysWithinItsLimits() {
    Register register = new Register(true);
    EntityLimits few = new EntityLimits(40, 10, 20, 9, 2, Duration.ofSeconds(9));
    assertThat(reason(register, few, "\"bob, bob\"")).isNull();
    assertThat(reason(register, few, "[\"bob bob\",\"bob\"]")).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(register, few, "\"bob and bob\"")).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(register, few, " ".repeat(40) + "1")).isEqualTo(Reason.TOO_LARGE);
    assertThatThrownBy(() -> new EntityLimits(1, 2, 1, 1, 1, Duration.ofSeconds(1)))
        .hasMessage("entity max-text: 2 (expected: 1 to 1)");
    assertThatThrownBy(() -> new EntityLimits(1, 1, 1, 1, 1, Duration.ZERO))
        .hasMessageContaining("entity deadline");
    assertThatThrownBy(() -> new EntityMasker(register, LIMITS).mask(MediaKind.XML, new byte[0]))
        .hasMessage("entities: XML (expected: JSON, NDJSON or TEXT)");
  }

  private static @Nullable Reason reason(
      EntityDetector detector, EntityLimits limits, String body) {
    EntityResult result =
        new EntityMasker(detector, limits).mask(MediaKind.JSON, body.getBytes(UTF_8)).join();
    return result instanceof Incomplete(Reason reason, _) ? reason : null;
  }
}
