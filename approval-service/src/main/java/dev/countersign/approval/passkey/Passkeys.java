package dev.countersign.approval.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// People's passkeys: registered by the person, checked at each signature.
///
/// ## Guarantees
///
/// [#verify] returns only for a signature by a passkey that this very person registered, over this
/// very challenge, on a page of the configured origins, with the person verified by the
/// authenticator (PIN, finger, face). Who registered it is as sure as the token they did it with;
/// attestation of makes is not asked for.
@Service
public class Passkeys {
  private static final Base64.Decoder FROM_URL = Base64.getUrlDecoder();
  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
              COSEAlgorithmIdentifier.ES256,
              COSEAlgorithmIdentifier.EdDSA,
              COSEAlgorithmIdentifier.RS256)
          .stream()
          .map(algorithm ->
              new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
          .toList();

  private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager();
  private final PasskeyStore store;
  private final PasskeySettings settings;

  Passkeys(PasskeyStore store, PasskeySettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /// The ids of a person's passkeys, base64url, for the browser's `allowCredentials`.
  public List<String> of(VerifiedToken person) {
    return store.idsOf(person);
  }

  /// The relying party's id.
  ///
  /// @throws ProblemException 403 `signature-required` where there is none: nobody can sign
  public String relyingParty() {
    if (settings.relyingParty() == null) {
      throw signatureRequired("This needs a signature, and passkeys are not set up here.");
    }
    return settings.relyingParty();
  }

  /// Checks a person's signature over a challenge.
  ///
  /// @throws ProblemException 403 `signature-required` when it does not hold
  public void verify(VerifiedToken person, Assertion assertion, byte[] challenge) {
    byte[] id = bytes(assertion.credentialId());
    PasskeyStore.Passkey passkey =
        store
            .find(person, id)
            .orElseThrow(() -> signatureRequired("This passkey is not registered for you."));
    AuthenticationRequest request =
        new AuthenticationRequest(
            id,
            bytes(assertion.authenticatorData()),
            bytes(assertion.clientDataJSON()),
            bytes(assertion.signature()));
    try {
      AuthenticationData checked =
          webauthn.verify(
              request,
              new AuthenticationParameters(
                  server(challenge), passkey.record(), List.of(id), true, true));
      long count = Objects.requireNonNull(checked.getAuthenticatorData()).getSignCount();
      if (!store.counted(id, passkey.signCount(), count)) {
        throw signatureRequired("The passkey's counter does not rise.");
      }
    } catch (WebAuthnException e) {
      throw signatureRequired("The signature does not hold.");
    }
  }

  /// Registers a passkey of the person's own.
  void register(VerifiedToken person, byte[] attestation, byte[] clientData, byte[] challenge) {
    try {
      RegistrationData checked =
          webauthn.verify(
              new RegistrationRequest(attestation, clientData),
              new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
      store.add(person, Objects.requireNonNull(checked.getAttestationObject()), settings.atMost());
    } catch (WebAuthnException e) {
      throw ProblemException.badRequest("The passkey's answer does not hold.");
    }
  }

  private ServerProperty server(byte[] challenge) {
    return ServerProperty.builder()
        .origins(settings.origins().stream().map(Origin::new).collect(Collectors.toSet()))
        .rpId(relyingParty())
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  static byte[] bytes(String base64url) {
    try {
      return FROM_URL.decode(base64url);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("assertion: not base64url.");
    }
  }

  private static ProblemException signatureRequired(String detail) {
    return new ProblemException(HttpStatus.FORBIDDEN, "signature-required", detail);
  }
}
