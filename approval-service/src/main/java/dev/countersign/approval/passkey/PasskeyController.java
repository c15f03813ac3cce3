package dev.countersign.approval.passkey;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.seal.BrokenSealException;
import dev.countersign.approval.seal.Seal;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// People register the passkeys with which they sign, in person.
@RestController
@RequestMapping("/api/v1/passkeys")
@Tag(name = "Passkeys", description = "With which people sign what they approve.")
class PasskeyController {
  private static final Base64.Encoder TO_URL = Base64.getUrlEncoder().withoutPadding();

  private final Passkeys passkeys;
  private final PasskeyStore store;
  private final Seal seal;
  private final PasskeySettings settings;
  private final Clock clock;

  PasskeyController(
      Passkeys passkeys, PasskeyStore store, Seal seal, PasskeySettings settings, Clock clock) {
    this.passkeys = passkeys;
    this.store = store;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
  }

  /// What a browser needs for `navigator.credentials.create`.
  record Creation(String challenge, String relyingParty, List<String> registered) {}

  /// The caller's passkeys.
  record Registered(List<String> items) {}

  /// A new passkey's answer, base64url, and the challenge it answers.
  record Registration(
      @NotBlank @Size(max = 1024) String challenge,
      @NotBlank @Size(max = 65_536) String attestationObject,
      @NotBlank @Size(max = 4096) String clientDataJSON) {}

  @GetMapping
  @Operation(summary = "Lists the caller's passkeys")
  @Problems(forbidden = "not-granted")
  Registered list(@AuthenticationPrincipal VerifiedToken caller) {
    requirePerson(caller);
    return new Registered(store.idsOf(caller));
  }

  @PostMapping("/challenge")
  @Operation(summary = "Begins a registration", description = "The challenge is good for minutes.")
  @Problems(forbidden = {"not-granted", "signature-required"})
  Creation challenge(@AuthenticationPrincipal VerifiedToken caller) {
    requirePerson(caller);
    byte[] now = ByteBuffer.allocate(Long.BYTES).putLong(clock.instant().toEpochMilli()).array();
    return new Creation(
        TO_URL.encodeToString(seal.close(place(caller), now)),
        passkeys.relyingParty(),
        store.idsOf(caller));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Registers a passkey",
      description = "Of the caller; user verification is needed.")
  @Problems(
      forbidden = {"not-granted", "signature-required"},
      conflict = {"already-registered", "too-many-passkeys"})
  Registered register(
      @AuthenticationPrincipal VerifiedToken caller,
      @Valid @RequestBody Registration registration) {
    requirePerson(caller);
    byte[] challenge = Passkeys.bytes(registration.challenge());
    requireFresh(caller, challenge);
    passkeys.register(
        caller,
        Passkeys.bytes(registration.attestationObject()),
        Passkeys.bytes(registration.clientDataJSON()),
        challenge);
    return new Registered(store.idsOf(caller));
  }

  @PostMapping("/{id}/remove")
  @Operation(summary = "Removes a passkey of the caller")
  @Problems(forbidden = "not-granted", notFound = "not-found")
  Registered remove(@AuthenticationPrincipal VerifiedToken caller, @PathVariable String id) {
    requirePerson(caller);
    if (!store.remove(caller, Passkeys.bytes(id))) {
      throw ProblemException.notFound("This passkey");
    }
    return new Registered(store.idsOf(caller));
  }

  // The challenge is its own memory: sealed for this person, with the time.
  private void requireFresh(VerifiedToken caller, byte[] challenge) {
    try {
      long made = ByteBuffer.wrap(seal.open(place(caller), challenge)).getLong();
      Duration age = Duration.between(Instant.ofEpochMilli(made), clock.instant());
      if (age.compareTo(settings.registerWithin()) <= 0) {
        return;
      }
    } catch (BrokenSealException e) {
      // Told below: not one of ours.
    }
    throw ProblemException.badRequest("challenge: not one that was given to you lately.");
  }

  private static String place(VerifiedToken caller) {
    return "passkey challenge %s %s".formatted(caller.issuer(), caller.subject());
  }

  private static void requirePerson(VerifiedToken caller) {
    if (!caller.kind().equals("person") || !caller.actors().isEmpty()) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "Passkeys are for people, in person.");
    }
  }
}
