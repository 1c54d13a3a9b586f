package dev.chatconnect.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.inbox.SubscriberAuthentication;
import dev.chatconnect.provider.ProviderClients;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What no single test could show: that something happens in one place, or nowhere. */
@AnalyzeClasses(packages = "dev.chatconnect", importOptions = ImportOption.DoNotIncludeTests.class)
class SecuritySeamsTest {

  /**
   * So all calls have its limits, and none goes to a URL that came with a request. What it hands to
   * the second is a root of the operator's, too, and the second's limits are those of the first.
   */
  @ArchTest
  static final ArchRule oneClassMakesTheClientsOfAllCalls =
      noClasses()
          .that()
          .areNotAssignableTo(ProviderClients.class)
          .and()
          .doNotHaveFullyQualifiedName("dev.chatconnect.provider.HostConnections")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              QuarkusRestClientBuilder.class,
              java.net.http.HttpClient.class,
              java.net.URLConnection.class,
              io.vertx.core.http.HttpClient.class)
          .orShould()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.ws.rs.client..", "io.vertx.ext.web.client.."));

  /** Those who ask for one hand it a root from the operator's settings: see their constructors. */
  @ArchTest
  static final ArchRule onlyProvidersAndWebhooksCallOut =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.chatconnect.provider..", "dev.chatconnect.event..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProviderClients.class);

  @ArchTest
  static final ArchRule onlyTheMakerOfClientsOpensConnectionsOfItsOwn =
      noClasses()
          .that()
          .areNotAssignableTo(ProviderClients.class)
          .should()
          .callConstructorWhere(
              target(owner(simpleName("HostConnections"))).as("of connections to a host"));

  @ArchTest
  static final ArchRule chanceThatCanBeForetoldSpreadsRetriesAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatconnect.redis..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random");

  /** Both look at the Authorization header alone, which those rely on who look for a caller. */
  @ArchTest
  static final ArchRule callersAreKnownByTheirAuthorizationHeader =
      noClasses()
          .that()
          .areNotAssignableTo(ApiKeyAuthentication.class)
          .and()
          .areNotAssignableTo(SubscriberAuthentication.class)
          .should()
          .implement(HttpAuthenticationMechanism.class);

  @ArchTest
  static final ArchRule authenticationCodesAreComparedInConstantTime =
      codeUnits()
          .that(makeAuthenticationCodes())
          .should(notCompareByContent())
          .because("the time that an ordinary comparison takes tells where two texts differ");

  private static DescribedPredicate<JavaCodeUnit> makeAuthenticationCodes() {
    return DescribedPredicate.describe(
        "make authentication codes",
        code ->
            code.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Hmac.class)));
  }

  private static ArchCondition<JavaCodeUnit> notCompareByContent() {
    return new ArchCondition<>("not compare by content") {
      @Override
      public void check(JavaCodeUnit code, ConditionEvents events) {
        code.getMethodCallsFromSelf().stream()
            .filter(SecuritySeamsTest::isOrdinaryComparison)
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(code, call.getDescription())));
      }
    };
  }

  private static boolean isOrdinaryComparison(JavaCall<?> call) {
    return List.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo")
            .contains(call.getName())
        && (call.getTargetOwner().isEquivalentTo(String.class)
            || call.getTargetOwner().isEquivalentTo(Objects.class)
            || call.getTargetOwner().isEquivalentTo(Arrays.class));
  }
}
