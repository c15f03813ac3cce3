package dev.countersign.replay;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ReplayModulesTest {
  @Test
  void modulesUseEachOtherAsWritten() {
    ApplicationModules.of(ReplayService.class).verify();
  }

  @Test
  void theHouseRulesHold() {
    HouseRules.check("dev.countersign.replay");
  }
}
