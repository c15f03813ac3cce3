package dev.countersign.gateway.exchange;

import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an assertion says, after everything about it was checked.
///
/// @param authnContext how the subject was authenticated
/// @param authnInstant when
/// @param sessionEnd when the subject's session ends at the provider, where it says so
/// @param digest of the assertion's exact bytes
record VerifiedAssertion(
    SamlSettings.Provider provider,
    String subject,
    List<String> groups,
    @Nullable String authnContext,
    @Nullable Instant authnInstant,
    @Nullable Instant sessionEnd,
    Digest digest) {}
