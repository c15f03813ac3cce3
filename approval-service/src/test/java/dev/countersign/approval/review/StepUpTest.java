package dev.countersign.approval.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.approval.request.Review.Presence;
import dev.countersign.evidence.record.ApprovalTerms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepUpTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void asksNothingWhereTheTermsAskNothing() {
    assertThat(StepUp.require(ApprovalTerms.NONE, known(-100_000L, null), NOW)).isNull();
  }

  @Test
  void keepsWhatTheTokenSaid() {
    assertThat(StepUp.require(terms(300L, "mfa"), known(-299L, "mfa"), NOW))
        .isEqualTo(new Presence(NOW.minusSeconds(299), "mfa", null));
  }

  @ParameterizedTest
  @CsvSource({"-301, mfa", "-10, pwd", ", mfa", "-10,", "1, mfa", "-10, mfa2", "-10, MFA"})
  void wantsAFreshAndGoodAuthentication(@Nullable Long since, @Nullable String acr) {
    assertThatExceptionOfType(StepUpException.class)
        .isThrownBy(() -> StepUp.require(terms(300L, "mfa"), known(since, acr), NOW))
        .satisfies(e ->
            assertThat(e.challenge())
                .isEqualTo(
                    "Bearer realm=\"countersign\", error=\"insufficient_user_authentication\","
                        + " max_age=\"300\", acr_values=\"mfa\""));
  }

  private static ApprovalTerms terms(long within, String acr) {
    return new ApprovalTerms(null, null, null, null, null, within, List.of(acr), null, null);
  }

  private static Authenticated known(@Nullable Long since, @Nullable String acr) {
    return new Authenticated(since == null ? null : NOW.plusSeconds(since), acr);
  }
}
