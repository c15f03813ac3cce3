package dev.countersign.approval.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whom the approval-service listens to, and what it keeps closed.
///
/// @param gateways the writer names whose requests count; any other writer's key, trusted as it may
///   be for evidence, cannot ask for approval
/// @param auditors the group that sees every approval and decides none
/// @param sealKey the file of the key that seals requests and reviews in the database; generated
///   where it does not exist; the same for all replicas
@Validated
@ConfigurationProperties(prefix = "countersign.approval.register", ignoreUnknownFields = false)
record ApprovalSettings(
    @DefaultValue("gateway(-[a-z0-9-]+)?") Pattern gateways,
    @DefaultValue("auditors") @NotBlank String auditors,
    @NotNull Path sealKey) {}
