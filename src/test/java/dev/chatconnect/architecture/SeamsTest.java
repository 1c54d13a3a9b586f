package dev.chatconnect.architecture;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiCreate;
import io.smallrye.mutiny.groups.UniOnItem;
import io.smallrye.mutiny.groups.UniRetry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The seams of the architecture: who may know whom. */
@AnalyzeClasses(packages = "dev.chatconnect", importOptions = ImportOption.DoNotIncludeTests.class)
class SeamsTest {

  @ArchTest
  static final ArchRule featuresFormNoCycles =
      slices().matching("dev.chatconnect.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theJourneyKnowsProvidersOnlyByTheirInterface =
      noClasses()
          .that()
          .resideInAPackage("..connect..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.chatconnect.provider.*..");

  @ArchTest
  static final ArchRule providersKnowNeitherResourcesNorRedisNorFeatures =
      noClasses()
          .that()
          .resideInAPackage("dev.chatconnect.provider..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.chatconnect.redis..",
                  "dev.chatconnect.connect..",
                  "dev.chatconnect.connection..",
                  "dev.chatconnect.endpoint..",
                  "dev.chatconnect.integration..",
                  "dev.chatconnect.environment..",
                  "io.quarkus.redis..",
                  "io.vertx.redis.."));

  @ArchTest
  static final ArchRule aProviderKnowsNoOtherProvider =
      slices().matching("dev.chatconnect.provider.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyTheRedisPackageTalksToRedis =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatconnect.redis..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis.."));

  @ArchTest
  static final ArchRule onlyTheCryptoPackageEncrypts =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatconnect.crypto..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.Cipher");

  /** Contexts are not carried along by every step of a pipeline, since that is dear. */
  @ArchTest
  static final ArchRule whatEndsOnAnotherThreadComesBackToItsCaller =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatconnect.async..")
          .should()
          .callMethod(UniOnItem.class, "delayIt")
          .orShould()
          .callMethod(Uni.class, "ifNoItem")
          .orShould()
          .callMethod(Uni.class, "memoize")
          .orShould()
          .callMethod(UniRetry.class, "withBackOff", Duration.class)
          .orShould()
          .callMethod(UniRetry.class, "withBackOff", Duration.class, Duration.class)
          .orShould()
          .callMethod(MultiCreate.class, "ticks");

  @ArchTest
  static final ArchRule onlyResourcesAreRoutes =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .and()
          .areNotInterfaces()
          .should()
          .haveSimpleNameEndingWith("Resource");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      fields().should().notBeAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule nothingWaitsOnTheEventLoop =
      noClasses()
          .that()
          // The start and the commands run on the main thread.
          .resideOutsideOfPackages("dev.chatconnect.startup..", "dev.chatconnect.command..")
          .should()
          .callMethod(Uni.class, "await");

  @ArchTest
  static final ArchRule timeComesFromTheClockBean =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
