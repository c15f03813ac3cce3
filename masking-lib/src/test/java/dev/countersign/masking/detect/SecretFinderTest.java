package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFinderTest {

  private final SecretFinder finder = new SecretFinder();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          password=hunter2                              | hunter2
          DB_PASSWORD=s3cr3t!                           | s3cr3t!
          PGPASSWORD: "Tr0ub4dor&3",                    | Tr0ub4dor&3
          {"dbPassword": "Tr0ub4dor&3"}                 | Tr0ub4dor&3
          'passwd' => 'pa55word'                        | pa55word
          \\"pwd\\":\\"p4ssw0rd\\"                      | p4ssw0rd
          user=joe&password=a1b2c3d4&x=1                | a1b2c3d4
          user=joe;Password=a1b2c3d4;Server=x           | a1b2c3d4
          api_key: a8f5f167f44f4964e6c998dee827110c     | a8f5f167f44f4964e6c998dee827110c
          X-Api-Key: 1q2w3e4r5t6y7u8i                   | 1q2w3e4r5t6y7u8i
          client_secret = "dGhpcyBpcyBub3QgcmVhbA=="    | dGhpcyBpcyBub3QgcmVhbA==
          AccountName=a;AccountKey=Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg==;E=x | Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg==
          Authorization: Bearer 9sdf8a7kd0f27as9e8b7cx  | 9sdf8a7kd0f27as9e8b7cx
          Authorization: Basic dXNlcjpwYXNzd29yZDEyMw== | dXNlcjpwYXNzd29yZDEyMw==
          sent with Bearer 9sdf8a7kd0f27as9e8b7cx now   | 9sdf8a7kd0f27as9e8b7cx
          aws secret key wJalrXUtnFEMI/K7MDENG/bPxRfiCY | wJalrXUtnFEMI/K7MDENG/bPxRfiCY
          your password is kitten2552.                  | kitten2552
          the password is Summer2024!                   | Summer2024!
          token=550e8400-e29b-41d4-a716-446655440000    | 550e8400-e29b-41d4-a716-446655440000
          postgres://joe:s3cret@db.example.org/x        | s3cret
          https://joe:my@pass1@example.org/x            | my@pass1@example.org
          Passwort: geheim123                           | geheim123
          contraseña=perro1234                          | perro1234
          secret=QXfTRbnmWZkeHGpLsdYqUVcaNK             | QXfTRbnmWZkeHGpLsdYqUVcaNK
          --token=abc123def456ghi                       | abc123def456ghi
          password=$2b$12$KIXQ0wqf3lW8cZtTzA1z1e   | $2b$12$KIXQ0wqf3lW8cZtTzA1z1e
          """)
  void finds(String text, String secret) {
    assertThat(found("", text)).isEqualTo(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=${DB_PASSWORD1}",
        "password=$DB_PASSWORD1",
        "password={{ password1 }}",
        "password=%PASSWORD1%",
        "password=<your-password1>",
        "password=********",
        "password=hunt****",
        "password=****ter2",
        "password=changeme123",
        "password=xxxxxxxx1",
        "password: required",
        "password: String",
        "password = getPassword(user1)",
        "password=os.environ[\"DB_PASSWORD_2\"]",
        "password_reset_at=2024-05-20T10:11:12Z",
        "password: 2024-05-20T10:11:12Z",
        "passwords: 12",
        "pwd=/home/joe1",
        "token_type: bearer12345abc",
        "max_tokens: 4096",
        "token_url=https://example.org/a1b2c3d4",
        "token_count=a1b2c3d4e5",
        "api_key_id: a1b2c3d4e5f6",
        "secret_name: my-app-2",
        "your token: your-token-1a2b",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "token for commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "token expired 550e8400-e29b-41d4-a716-446655440000",
        "sha256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "id: a8f5f167f44f4964e6c998dee827110c",
        "the token was refreshed by the scheduler",
        "https://joe:password@example.org",
        "https://joe:${PASS}@example.org",
        "https://example.org:8080/a@b",
        "https://joe@example.org/",
        "password is required and must be at least 8characters",
        "secret: [redacted:secret]",
        "password=[redacted:secret]",
        "password: '[redacted:password:bcdfghjkmpqrtvwxbcdfghjkmpqrtv]'",
        "the password fails.</p>",
        "lost the password.</note>",
        "[redacted:password]: a8f5f167f44f4964e6c998dee827110c",
        "keyboard=a1b2c3d4e5f6",
        "the private key. If you used <a>ImportKeyPair</a> to provide",
        "arn:aws:secretsmanager:[a-z0-9-]+:[0-9]+:secret:[a-zA-Z0-9_.-]+",
        "\"output_token\": \"Jobs[-1].JobId\"",
        "\"output_token\": \"KeyValueStoreList.NextMarker\"",
        "with a password or <code>OAUTH2</code> authentication",
        "order=a1b2c3d4e5f6",
      })
  void leavesAlone(String text) {
    assertThat(found("", text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prodDbPassword", "smtp_password", "github-token", "X-Api-Key", "appSecret"})
  void takesTheNameOfAMemberForContext(String name) {
    assertThat(found(name, "a1b2c3d4e5f6")).isEqualTo("a1b2c3d4e5f6");
    assertThat(found(name, "a1b2 c3d4 e5f6")).isEmpty();
    assertThat(found(name, "disabled")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"passwordHint", "token_id", "secretName", "compass", "tokenizer", "id"})
  void takesOtherNamesForNone(String name) {
    assertThat(found(name, "a1b2c3d4e5f6")).isEmpty();
  }

  @Test
  void findsAllOfALongSecret() {
    String secret = "a1B2".repeat(1000).replace("B2a1B2a1", "Zq9xK3vM");
    assertThat(found("", "token=" + secret + " x")).isEqualTo(secret);
    assertThat(found("", "token=\"" + secret + "\" x")).isEqualTo(secret);
  }

  private String found(String member, String text) {
    MemberName name = new MemberName();
    name.set(member.getBytes(UTF_8), 0, member.length());
    byte[] bytes = text.getBytes(UTF_8);
    boolean found = finder.find(new Text().set(bytes, 0, bytes.length, name), 0);
    return found ? new String(bytes, finder.start(), finder.end() - finder.start(), UTF_8) : "";
  }
}
