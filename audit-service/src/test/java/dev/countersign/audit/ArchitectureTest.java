package dev.countersign.audit;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(AuditService.class).verify();
  }

  @Test
  void theHouseRulesHold() {
    HouseRules.check("dev.countersign.audit");
  }
}
