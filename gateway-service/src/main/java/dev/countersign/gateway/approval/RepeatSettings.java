package dev.countersign.gateway.approval;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How calls are answered that name an approval which a call has used.
///
/// @param recordings where the replay-service answers; without it no answer is given again that has
///   a body
/// @param answerAtMost the longest answer that is given again
/// @param arriveWithin how long after its end a call's answer may be on its way to the recording
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.repeats", ignoreUnknownFields = false)
public record RepeatSettings(
    @Nullable URI recordings,
    @DefaultValue("1MB") @NotNull DataSize answerAtMost,
    @DefaultValue("1m") @DurationMin(seconds = 1) Duration arriveWithin) {
  private static final DataSize MOST = DataSize.ofMegabytes(16);

  public RepeatSettings {
    if (answerAtMost.compareTo(MOST) > 0 || answerAtMost.isNegative()) {
      throw new IllegalArgumentException(
          "answer-at-most: %s (expected: at most %s)".formatted(answerAtMost, MOST));
    }
  }
}
