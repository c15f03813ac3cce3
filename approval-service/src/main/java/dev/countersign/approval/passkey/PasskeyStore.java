package dev.countersign.approval.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import dev.countersign.approval.seal.Seal;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The passkeys, sealed: a row that somebody else wrote, or moved to another person, does not open.
@Component
class PasskeyStore {
  private static final Base64.Encoder TO_URL = Base64.getUrlEncoder().withoutPadding();

  private final AttestedCredentialDataConverter converter =
      new AttestedCredentialDataConverter(new ObjectConverter());
  private final JdbcClient database;
  private final Seal seal;
  private final Clock clock;

  PasskeyStore(JdbcClient database, Seal seal, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /// A passkey, and how often it has signed as far as it counts.
  record Passkey(CredentialRecord record, long signCount) {}

  private record Row(byte[] sealed, long signCount) {}

  void add(VerifiedToken person, AttestationObject attestation, int atMost) {
    if (idsOf(person).size() >= atMost) {
      throw new ProblemException(HttpStatus.CONFLICT, "too-many-passkeys", "You have enough.");
    }
    var data = attestation.getAuthenticatorData();
    AttestedCredentialData key = Objects.requireNonNull(data.getAttestedCredentialData());
    byte[] id = key.getCredentialId();
    byte[] attested = converter.convert(key);
    byte flags = (byte) ((data.isFlagBE() ? 1 : 0) | (data.isFlagBS() ? 2 : 0));
    byte[] kept = ByteBuffer.allocate(1 + attested.length).put(flags).put(attested).array();
    int added =
        database
            .sql(
                """
                INSERT INTO passkey
                  (credential_id, subject, issuer, sealed_key, sign_count, created_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(
                id,
                person.subject(),
                person.issuer(),
                seal.close(place(person, id), kept),
                data.getSignCount(),
                clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    if (added == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "already-registered", "This passkey is registered.");
    }
  }

  Optional<Passkey> find(VerifiedToken person, byte[] id) {
    return database
        .sql(
            """
            SELECT sealed_key, sign_count FROM passkey
            WHERE credential_id = ? AND subject = ? AND issuer = ?
            """)
        .params(id, person.subject(), person.issuer())
        .query((row, number) -> new Row(row.getBytes("sealed_key"), row.getLong("sign_count")))
        .optional()
        .map(row -> passkey(seal.open(place(person, id), row.sealed()), row.signCount()));
  }

  private Passkey passkey(byte[] kept, long signCount) {
    byte flags = kept[0];
    ByteBuffer attested = ByteBuffer.wrap(kept, 1, kept.length - 1).slice();
    CredentialRecord record =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            true,
            (flags & 1) != 0,
            (flags & 2) != 0,
            signCount,
            converter.convert(attested),
            null,
            null,
            null,
            null);
    return new Passkey(record, signCount);
  }

  /// Notes the counter of a signature; false where somebody else was faster with the same passkey.
  boolean counted(byte[] id, long before, long now) {
    return database
            .sql("UPDATE passkey SET sign_count = ? WHERE credential_id = ? AND sign_count = ?")
            .params(now, id, before)
            .update()
        == 1;
  }

  List<String> idsOf(VerifiedToken person) {
    return database
        .sql(
            """
            SELECT credential_id FROM passkey WHERE subject = ? AND issuer = ? ORDER BY created_at
            """)
        .params(person.subject(), person.issuer())
        .query((row, number) -> TO_URL.encodeToString(row.getBytes(1)))
        .list();
  }

  boolean remove(VerifiedToken person, byte[] id) {
    return database
            .sql("DELETE FROM passkey WHERE credential_id = ? AND subject = ? AND issuer = ?")
            .params(id, person.subject(), person.issuer())
            .update()
        == 1;
  }

  private static String place(VerifiedToken person, byte[] id) {
    return "passkey %s %s %s"
        .formatted(person.issuer(), person.subject(), HexFormat.of().formatHex(id));
  }
}
