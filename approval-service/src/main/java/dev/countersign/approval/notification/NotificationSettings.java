package dev.countersign.approval.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whom to tell what, and how often to try.
///
/// @param channels the ways out
/// @param operators the group that sees notifications and sends dead ones again
/// @param page the address of the page for approvals, to which the approval's id is added; a link
///   leads there and approves nothing
/// @param pollEvery how often to look for what waits
/// @param batch how many are taken at a time
/// @param attempts how often one is tried before it is dead
/// @param backOff the pause after the first failure; it doubles
/// @param backOffAtMost the longest pause
/// @param timeout for one attempt
/// @param overdueEvery how often to look for broken glasses that nobody reviewed in time
/// @param keep how long sent ones are kept; a broken glass that nobody reviewed is told again then
@Validated
@ConfigurationProperties(prefix = "countersign.approval.notification", ignoreUnknownFields = false)
record NotificationSettings(
    @DefaultValue List<@Valid Channel> channels,
    @DefaultValue("operators") @NotBlank String operators,
    @Nullable URI page,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration pollEvery,
    @DefaultValue("20") @Min(1) @Max(1000) int batch,
    @DefaultValue("10") @Min(1) @Max(100) int attempts,
    @DefaultValue("5s") @DurationMin(millis = 1) Duration backOff,
    @DefaultValue("10m") @DurationMin(millis = 1) Duration backOffAtMost,
    @DefaultValue("10s") @DurationMin(millis = 100) Duration timeout,
    @DefaultValue("7d") @DurationMin(minutes = 1) Duration keep,
    @DefaultValue("1m") @DurationMin(millis = 10) Duration overdueEvery) {

  NotificationSettings {
    channels = List.copyOf(channels);
  }

  /// The kinds of ways out.
  enum Kind {
    WEBHOOK,
    SLACK,
    EMAIL
  }

  /// One way out.
  ///
  /// @param url of a webhook or Slack-compatible address
  /// @param secret with which a webhook is signed, at least 32 characters
  /// @param sender the sender of mails
  /// @param recipients of mails
  /// @param on what it is told of; without it, requests, broken glasses and overdue reviews
  /// @param groups only approvals that concern one of these groups; without it, all
  record Channel(
      @NotBlank String name,
      @NotNull Kind kind,
      @Nullable URI url,
      @Nullable String secret,
      @Nullable String sender,
      @DefaultValue List<String> recipients,
      @DefaultValue({"requested", "glass", "overdue"}) Set<Occasion> on,
      @DefaultValue Set<String> groups) {
    private static final int MIN_SECRET = 32;

    Channel {
      recipients = List.copyOf(recipients);
      on = Set.copyOf(on);
      groups = Set.copyOf(groups);
    }

    @AssertTrue(message = "webhook: url and a secret of 32; slack: url; email: sender, recipients")
    boolean isComplete() {
      return switch (kind) {
        case WEBHOOK -> url != null && secret != null && secret.length() >= MIN_SECRET;
        case SLACK -> url != null;
        case EMAIL -> sender != null && !recipients.isEmpty();
      };
    }

    /// Leaves the secret out, and the address, which may hold one.
    @Override
    public String toString() {
      return "Channel[" + name + "]";
    }
  }

  Channel channel(String name) {
    return channels.stream()
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("channel: gone from the settings"));
  }
}
