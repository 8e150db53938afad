package im.symbolon.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** DESIGN §4: the contract is pure. */
@AnalyzeClasses(
    packages = "im.symbolon.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> READS_A_CLOCK =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalDate.now");

  /** Arrays in memory, under names that sound like more. */
  private static final Set<String> DOES_NO_IO =
      Set.of(
          "java.io.ByteArrayOutputStream",
          "java.io.Serializable",
          "java.net.URI",
          "java.net.URISyntaxException",
          "java.nio.ByteBuffer");

  @ArchTest
  static final ArchRule HAS_NO_IO =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io",
                      "java.net..",
                      "java.nio",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.sql..",
                      "javax.sql..",
                      "javax.net..",
                      "java.util.logging..")
                  .and(
                      describe(
                          "do more than hold bytes or names",
                          c -> !DOES_NO_IO.contains(c.getFullName()))));

  @ArchTest
  static final ArchRule HAS_NO_CLOCK_AND_NO_LUCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|Timer|UUID)"
                  + "|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom"
                  + "|java\\.util\\.random\\..*")
          .orShould()
          .accessTargetWhere(describe("it reads a clock", ArchitectureTest::readsAClock));

  @ArchTest
  static final ArchRule HAS_NO_CIPHERS_AND_NO_PRIVATE_KEYS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(".*(PrivateKey|SecretKey|KeyPair|KeyPairGenerator|KeyAgreement)");

  @ArchTest
  static final ArchRule STANDS_ON_THE_PLATFORM_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("im.symbolon.protocol..", "java..");

  @ArchTest
  static final ArchRule KEYS_KNOW_NO_XML =
      noClasses()
          .that()
          .resideInAPackage("im.symbolon.protocol.keys")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("im.symbolon.protocol.xml", "im.symbolon.protocol.omemo");

  private static boolean readsAClock(JavaAccess<?> access) {
    return READS_A_CLOCK.contains(
        access.getTargetOwner().getFullName() + "." + access.getTarget().getName());
  }
}
