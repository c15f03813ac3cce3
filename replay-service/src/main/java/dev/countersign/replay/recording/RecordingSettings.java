package dev.countersign.replay.recording;

import jakarta.validation.constraints.NotEmpty;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Who may read recordings and how much one answer carries.
///
/// @param readers groups; whoever is in one of them may read
/// @param pageSize a page ends with the frame that reaches this size, even before its limit
/// @param answerAtMost the longest answer that is put together for a gateway
@Validated
@ConfigurationProperties(prefix = "countersign.replay", ignoreUnknownFields = false)
record RecordingSettings(
    @DefaultValue("auditors") @NotEmpty Set<String> readers,
    @DefaultValue("4MB") DataSize pageSize,
    @DefaultValue("16MB") DataSize answerAtMost) {}
