package dev.countersign.gateway.exchange;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;

/// The key that signs tokens given in exchange: P-256, in a file of its own that only its owner
/// reads. Replicas that are to take each other's tokens share the file.
final class TokenKey {
  private final ECKey key;

  private TokenKey(ECKey key) {
    this.key = key;
  }

  /// Reads the key, or makes one where the file does not exist.
  static TokenKey readOrGenerate(Path file) {
    try {
      if (!Files.exists(file)) {
        generate(file);
      }
      return new TokenKey(ECKey.parse(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + file + ": cannot be used", e);
    } catch (ParseException | JOSEException e) {
      // The cause's text could quote the file's content.
      throw new IllegalStateException("key file " + file + ": not a private P-256 JWK");
    }
  }

  private static void generate(Path file) throws IOException, JOSEException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ECKey fresh =
        new ECKeyGenerator(Curve.P_256)
            .keyIDFromThumbprint(true)
            .keyUse(KeyUse.SIGNATURE)
            .generate();
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(fresh.toJSONString().getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      // Another replica made it at the same moment: theirs counts.
    }
  }

  ECKey reveal() {
    return key;
  }

  String id() {
    return key.getKeyID();
  }

  /// The public half, as a JWK Set.
  String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  @Override
  public String toString() {
    return "TokenKey[" + id() + "]";
  }
}
