package dev.countersign.approval.consumption;

import dev.countersign.evidence.record.Digest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the call ended that used an approval: facts from its outcome record, and no content.
///
/// @param status as in the outcome record
/// @param callerStatus what the caller was answered, where it was answered at all
/// @param failure a problem's name, where the call did not complete
/// @param detail that problem's words
/// @param headers the answer's, without those that describe the body
/// @param digest of the masked answer, byte for byte as the caller got it
/// @param bytes how long that is
/// @param intent digest of the call's intent record
/// @param receipt the caller's receipt
/// @param groups digest of the groups whose clearance the answer was masked for
@Schema(name = "UseOutcome")
record UseOutcome(
    @NotNull UUID call,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String consumer,
    @NotNull @Pattern(regexp = "completed|failed|aborted") String status,
    @Nullable @Min(100) @Max(599) Integer callerStatus,
    @Nullable @Pattern(regexp = "[a-z0-9-]{1,64}") String failure,
    @Nullable @Size(max = 1000) String detail,
    @Nullable @Size(max = 200) String contentType,
    @NotNull @Size(max = 32) List<@Valid Field> headers,
    @Nullable @Schema(type = "string") Digest digest,
    @Nullable @Min(0) Long bytes,
    @NotNull @Schema(type = "string") Digest intent,
    @NotBlank @Size(max = 4096) String receipt,
    @NotNull Instant at,
    @NotNull @Schema(type = "string") Digest groups) {

  /// A header field of the answer.
  record Field(@NotBlank @Size(max = 64) String name, @NotNull @Size(max = 1024) String value) {}
}
