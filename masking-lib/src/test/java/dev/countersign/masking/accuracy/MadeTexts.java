package dev.countersign.masking.accuracy;

import dev.countersign.masking.Detector;
import dev.countersign.masking.detect.MadeSamples;
import dev.countersign.masking.detect.NationalId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Labelled lines made for the detectors of which nobody publishes labelled text: keys, secrets and
/// national identifiers as they stand in logs, settings and letters, among what only looks so.
///
/// They are made by those who wrote the detectors, so they show that the rules do what they say,
/// not how often life follows them. The same seed makes the same lines.
final class MadeTexts {

  private static final int IDS = 200;
  private static final int SECRETS = 60;

  private static final List<String> AROUND_KEYS =
      List.of("%s", "deploy with %s please", "KEY=%s", "- \"%s\"", "curl -u %s: x", "found (%s).");

  private static final List<String> AROUND_SECRETS =
      List.of(
          "DB_PASSWORD=%s",
          "password: \"%s\"",
          "api_key = '%s'",
          "client_secret=%s&grant_type=x",
          "X-Api-Key: %s",
          "Authorization: Bearer %s",
          "the access token is %s, keep it",
          "url=postgres://app:%s@db.internal:5432/x",
          "Server=db;User Id=app;Password=%s;Encrypt=true",
          "{\"level\":\"info\",\"msg\":\"login\",\"smtpPassword\":\"%s\"}",
          "your new password is %s",
          "--token %s",
          "AccountKey=%s;EndpointSuffix=x",
          "secret: %s");

  private static final List<String> NO_SECRETS =
      List.of(
          "password=${DB_PASSWORD}",
          "password: <your password>",
          "api_key = os.environ['API_KEY']",
          "token: ********",
          "token_type=bearer",
          "password_changed_at=2024-05-20T10:11:12Z",
          "secret_name: billing-db-2",
          "const token = await getToken(user1, 42);",
          "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
          "max_tokens: 4096, temperature: 0.7",
          "the password must have 12characters or more",
          "reset your password at https://example.org/reset/password1",
          "request 550e8400-e29b-41d4-a716-446655440000 had no token",
          "key: value2, keyboard: a1b2c3d4",
          "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "public_key_id=a1b2c3d4e5f6a7b8");

  private final Random random;
  private final MadeSamples samples;
  private final List<LabelledText> texts = new ArrayList<>();

  MadeTexts(long seed) {
    random = new Random(seed);
    samples = new MadeSamples(seed);
  }

  List<LabelledText> all() {
    keys();
    secrets();
    for (NationalId id : NationalId.values()) {
      ids(id, label(id));
    }
    return texts;
  }

  private void keys() {
    for (String key : samples.keys()) {
      add("vendor-key", one(AROUND_KEYS), key);
      plain(one(AROUND_KEYS).formatted(new UUID(random.nextLong(), random.nextLong())));
      plain(one(AROUND_KEYS).formatted(hex(20)));
      plain("use " + key.substring(0, Math.min(8, key.length() / 3)) + "x".repeat(32));
    }
  }

  private void secrets() {
    for (String around : AROUND_SECRETS) {
      boolean password = around.contains("assword") || around.contains("ASSWORD");
      for (int i = 0; i < SECRETS; i++) {
        add("secret", around, secret(password && i % 2 == 0 ? 3 : i % 3));
        plain(one(NO_SECRETS));
      }
    }
  }

  private String secret(int kind) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return switch (kind) {
      case 0 -> HexFormat.of().formatHex(bytes, 0, 16);
      case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case 2 -> Base64.getEncoder().encodeToString(bytes).replace('/', 'k').substring(0, 20);
      default ->
          one(List.of("Summer", "dragon", "Tr0ub4dor", "kitten"))
              + random.nextInt(10, 9999)
              + one(List.of("!", "#", ""));
    };
  }

  private void ids(NationalId id, String label) {
    for (String value : samples.ids(id, IDS, false)) {
      add(label, one(words(id)) + one(List.of(": ", " ", " = ", " is ")) + "%s, x", value);
      plain(
          one(List.of("order %s", "lot %s of 7", "%s"))
              .formatted(samples.look(id).replace('A', 'Q')));
    }
    for (String value : samples.ids(id, IDS, true)) {
      add(label, one(List.of("of %s.", "%s", "x,%s,y")), value);
    }
  }

  private static String label(NationalId id) {
    String prefix = id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(Detector.values())
        .map(Detector::label)
        .filter(label -> (label + "-").startsWith(prefix + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(NationalId id) {
    return switch (id) {
      case BE -> List.of("Rijksregisternummer", "NISS", "numéro national");
      case DE -> List.of("Steuer-ID", "Steueridentifikationsnummer", "tax id");
      case DK -> List.of("CPR-nr.", "personnummer", "national id number");
      case ES -> List.of("DNI", "NIE", "NIF");
      case FI -> List.of("henkilötunnus", "hetu", "personal identity code");
      case FR -> List.of("NIR", "numéro de sécurité sociale", "n° INSEE");
      case IE -> List.of("PPS", "PPSN", "PPS number");
      case IT -> List.of("codice fiscale", "Codice Fiscale", "CF");
      case NL -> List.of("BSN", "burgerservicenummer", "sofinummer");
      case PL -> List.of("PESEL", "numer PESEL", "nr PESEL");
      case PT -> List.of("NIF", "contribuinte", "número fiscal");
      case SE -> List.of("personnummer", "Personnr", "personal identity number");
      case CH -> List.of("AHV-Nummer", "AHV", "numéro AVS");
      case GB_NINO -> List.of("National Insurance number", "NINO", "NI number");
      case GB_NHS -> List.of("NHS number", "NHS no", "nhs_number");
      case AU -> List.of("TFN", "tax file number", "tax_file_number");
      case CA -> List.of("SIN", "Social Insurance Number", "social_insurance_number");
      case BR -> List.of("CPF", "CPF do cliente", "cpf_number");
      case IN -> List.of("Aadhaar", "Aadhaar number", "aadhaar_no");
    };
  }

  private void add(String detector, String around, String value) {
    int start = around.indexOf("%s");
    String text = around.replace("%s", value);
    LabelledText.Label label = LabelledText.label(text, detector, start, start + value.length());
    texts.add(new LabelledText(text, List.of(label)));
  }

  private void plain(String text) {
    texts.add(new LabelledText(text, List.of()));
  }

  private String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
