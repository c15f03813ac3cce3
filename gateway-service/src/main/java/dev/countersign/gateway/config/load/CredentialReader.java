package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Credential;
import dev.countersign.gateway.config.Secret;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the credential of one connection.
final class CredentialReader {
  private static final Set<String> KEYS = Set.of("header", "value");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

  /// Headers that say how a message is framed or routed.
  private static final Set<String> FRAMING =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "content-encoding",
          "expect",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "accept-encoding");

  private static final int MAX_LENGTH = 8_192;

  private final Reading reading;

  CredentialReader(Reading reading) {
    this.reading = reading;
  }

  Optional<Credential> read(Section connection) {
    return connection
        .section("credential", "a credential", KEYS)
        .flatMap(section -> {
          Optional<String> header =
              section.requiredText(
                  "header", "a header's name such as Authorization", CredentialReader::header);
          Optional<Secret> value =
              section.requiredText(
                  "value",
                  "text with ${env:NAME} or ${file:PATH} in it",
                  text -> value(text, section.place("value")));
          return header.flatMap(name -> value.map(secret -> new Credential(name, secret)));
        });
  }

  private static String header(String text) {
    if (!TOKEN.matcher(text).matches() || FRAMING.contains(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no header that can carry a credential");
    }
    return text;
  }

  private Secret value(String text, Place place) {
    Secret secret = reading.secret(text, place);
    String value = secret.reveal();
    boolean isPrintable = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (value.isBlank() || value.length() > MAX_LENGTH || !isPrintable) {
      throw new IllegalArgumentException("no 1 to 8192 printable ASCII characters");
    }
    return secret;
  }
}
