package dev.countersign.approval;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
  @Test
  void featuresUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(ApprovalService.class).verify();
  }

  @Test
  void theRulesOfTheHouseHold() {
    HouseRules.check("dev.countersign.approval");
  }
}
