package dev.countersign.audit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.note.NoteKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WitnessSettingsTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final String WITNESS =
      NoteKey.ofWitness("witness.example/w1", KEY.verification()).text();

  private static AuditSettings bind(String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put("countersign.audit." + pairs[i], pairs[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("countersign.audit", AuditSettings.class);
  }

  @Test
  void nobodyIsAskedUnlessNamed() {
    AuditSettings settings = bind();
    assertThat(settings.witnesses()).isEmpty();
    assertThat(settings.cosignEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.cosignWithin()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aWitnessHasAKeyAndAnAddress() {
    AuditSettings settings =
        bind(
            "witnesses[0].key", WITNESS,
            "witnesses[0].url", "https://witness.example/prefix",
            "cosign-every", "1m",
            "cosign-within", "2s");
    assertThat(settings.witnesses())
        .singleElement()
        .satisfies(witness -> {
          assertThat(witness.noteKey().name()).isEqualTo("witness.example/w1");
          assertThat(witness.url()).isEqualTo(URI.create("https://witness.example/prefix"));
        });
    assertThat(settings.cosignEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.cosignWithin()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void refusesWhatIsNoWitness() {
    String log = new NoteKey("log.example", KEY.verification()).text();
    assertRefused("another type", log, "https://w.example");
    assertRefused("note key", "nonsense", "https://w.example");
    assertRefused("expected: http or https", WITNESS, "file:///etc/passwd");
    assertRefused("expected: http or https", WITNESS, "w.example");
  }

  private static void assertRefused(String why, String key, String url) {
    assertThatThrownBy(() -> bind("witnesses[0].key", key, "witnesses[0].url", url))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining(why);
  }

  @Test
  void refusesOneWitnessTwice() {
    assertThatThrownBy(() ->
            bind(
                "witnesses[0].key",
                WITNESS,
                "witnesses[0].url",
                "https://w.example",
                "witnesses[1].key",
                WITNESS,
                "witnesses[1].url",
                "https://other.example"))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("one key twice");
  }
}
