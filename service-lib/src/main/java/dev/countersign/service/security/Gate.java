package dev.countersign.service.security;

import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Which of the callers with a verified token may come to paths of the API.
///
/// A bean stands before its paths by itself ([GateConfiguration]), and is asked before parameters
/// are looked at, so a stranger learns nothing from their errors.
///
/// @param paths the pattern of the paths that it stands before; null for all below `/api` that no
///   other gate stands before
/// @param refusal why others are refused
public record Gate(@Nullable String paths, Predicate<VerifiedToken> admits, String refusal) {

  /// Admits members of groups.
  public static Gate ofGroups(@Nullable String paths, Collection<String> groups, String refusal) {
    return new Gate(paths, token -> groups.stream().anyMatch(token::isIn), refusal);
  }

  /// @throws ProblemException 403 `not-granted` when the caller of this thread is not admitted
  public void require() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean isAdmitted =
        caller != null
            && caller.getPrincipal() instanceof VerifiedToken token
            && admits.test(token);
    if (!isAdmitted) {
      throw new ProblemException(HttpStatus.FORBIDDEN, "not-granted", refusal);
    }
  }
}
