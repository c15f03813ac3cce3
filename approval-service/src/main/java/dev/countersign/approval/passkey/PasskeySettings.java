package dev.countersign.approval.passkey;

import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where passkeys are used. Without a relying party nobody can sign, and what needs a signature
/// cannot be approved.
///
/// @param relyingParty the relying party's id: the domain of the page
/// @param origins of the pages that may ask for a signature, such as `https://approvals.example`
/// @param registerWithin how long a challenge to register is good for
/// @param atMost how many passkeys a person may have
@Validated
@ConfigurationProperties(prefix = "countersign.approval.passkey", ignoreUnknownFields = false)
record PasskeySettings(
    @Nullable String relyingParty,
    @DefaultValue List<String> origins,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration registerWithin,
    @DefaultValue("10") int atMost) {

  PasskeySettings {
    origins = List.copyOf(origins);
  }
}
