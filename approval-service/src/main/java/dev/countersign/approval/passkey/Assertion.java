package dev.countersign.approval.passkey;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// A passkey's signed answer to a challenge (WebAuthn §5.2.2), all of it base64url.
@Schema(name = "Assertion")
public record Assertion(
    @NotBlank @Size(max = 1400) String credentialId,
    @NotBlank @Size(max = 4096) String authenticatorData,
    @NotBlank @Size(max = 4096) String clientDataJSON,
    @NotBlank @Size(max = 4096) String signature) {}
