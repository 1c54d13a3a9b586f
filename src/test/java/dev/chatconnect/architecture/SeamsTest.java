package dev.chatconnect.architecture;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WireEnum;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiCreate;
import io.smallrye.mutiny.groups.UniOnItem;
import io.smallrye.mutiny.groups.UniRetry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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

  /** How its constants are spelled in JSON is all that one may have to say about the API. */
  @ArchTest
  static final ArchRule providersKnowNothingOfTheEdge =
      noClasses()
          .that()
          .resideInAPackage("dev.chatconnect.provider..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.chatconnect.web..").and(not(type(WireEnum.class))));

  /** A failure of Redis is told as one of the catalogue's errors. */
  @ArchTest
  static final ArchRule redisKnowsOfTheEdgeOnlyItsErrors =
      noClasses()
          .that()
          .resideInAPackage("dev.chatconnect.redis..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.chatconnect.web..")
                  .and(not(type(ErrorCode.class)))
                  .and(not(assignableTo(ApiException.class))));

  @ArchTest
  static final ArchRule pagesAndTimeKnowNobody =
      noClasses()
          .that()
          .resideInAnyPackage("dev.chatconnect.paging..", "dev.chatconnect.time..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.chatconnect..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "dev.chatconnect.paging..", "dev.chatconnect.time.."))));

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
