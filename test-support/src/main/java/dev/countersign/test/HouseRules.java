package dev.countersign.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;

/// The rules of the house that the module verification cannot say.
public final class HouseRules {
  private HouseRules() {}

  /// Checks the classes of a package and all below it; every violation is reported at once.
  public static void check(String rootPackage) {
    JavaClasses imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(rootPackage);
    rules().check(imported);
  }

  /// Checks that no class of the package knows Spring.
  public static void checkFreeOfSpring(String rootPackage) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("the libraries serve without a framework")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(rootPackage));
  }

  private static ArchRule rules() {
    return CompositeArchRule.of(timeComesFromAClock())
        .and(locksAreNotMonitors())
        .and(namesSayWhatAThingIs())
        .and(packagesAreNullMarked())
        .and(nothingIsInjectedIntoFields())
        .and(noReactiveTypes());
  }

  private static ArchRule timeComesFromAClock() {
    return noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("time comes from a Clock, and nobody sleeps");
  }

  private static ArchRule locksAreNotMonitors() {
    return noMethods()
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED)
        .because("a monitor is easily held around I/O; use a lock");
  }

  private static ArchRule namesSayWhatAThingIs() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Helper|Util|Utils|Manager)")
        .because("a name says what a thing is")
        .allowEmptyShould(true);
  }

  private static ArchRule packagesAreNullMarked() {
    return classes()
        .that(areWritten())
        .should()
        .resideInAPackage("dev.countersign..")
        .andShould(com.tngtech.archunit.lang.conditions.ArchConditions.be(inANullMarkedPackage()));
  }

  private static DescribedPredicate<JavaClass> areWritten() {
    return DescribedPredicate.describe(
        "are written by us", type -> !type.getSimpleName().equals("package-info"));
  }

  private static DescribedPredicate<JavaClass> inANullMarkedPackage() {
    return DescribedPredicate.describe(
        "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  private static ArchRule nothingIsInjectedIntoFields() {
    return noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .because("dependencies come through the constructor")
        .allowEmptyShould(true);
  }

  private static ArchRule noReactiveTypes() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("reactor..")
        .because("a call is straight-line code on one virtual thread");
  }
}
