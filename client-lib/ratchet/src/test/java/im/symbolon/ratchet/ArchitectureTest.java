package im.symbolon.ratchet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** DESIGN §4: where the secrets are used is pure, and its packages know only those below. */
@AnalyzeClasses(
    packages = "im.symbolon.ratchet",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "im.symbolon.ratchet";
  private static final String PRIMITIVES = ROOT + ".primitives..";
  private static final String KEYS = ROOT + ".keys..";
  private static final String ACCOUNT = ROOT + ".account..";
  private static final String LINKING = ROOT + ".linking..";
  private static final String BACKUP = ROOT + ".backup..";
  private static final String MEDIA = ROOT + ".media..";
  private static final String X3DH = ROOT + ".x3dh..";
  private static final String OMEMO = ROOT + ".omemo..";
  private static final String DIALECT = ROOT + ".dialect..";
  private static final String DOUBLE_RATCHET = ROOT + ".doubleratchet..";
  private static final String GROUPS = ROOT + ".groups..";
  private static final String SESSION = ROOT + ".session..";
  private static final String WIRE = ROOT + ".wire..";

  private static final Set<String> CLOCKS_AND_ENVIRONMENT =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.lang.Math.random");

  /** The generated wire classes can also read streams; nobody here calls that. */
  @ArchTest
  static final ArchRule HAS_NO_IO =
      noClasses()
          .that()
          .resideOutsideOfPackages(WIRE, MEDIA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.sql..",
              "javax.sql..",
              "javax.net..",
              "java.util.logging..");

  @ArchTest
  static final ArchRule MEDIA_HAS_STREAMS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(MEDIA)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(?!(InputStream|OutputStream|IOException)$).*"
                  + "|java\\.(net|sql|nio\\.channels|nio\\.file)\\..*|java\\.util\\.logging\\..*");

  @ArchTest
  static final ArchRule HAS_NO_CLOCK_AND_NO_LUCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|SplittableRandom|Timer|UUID)"
                  + "|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom"
                  + "|java\\.util\\.random\\..*")
          .orShould()
          .accessTargetWhere(
              describe("it reads a clock or the environment", ArchitectureTest::readsSurroundings));

  @ArchTest
  static final ArchRule ONE_SEAM_TO_PROVIDERS =
      noClasses()
          .that()
          .resideOutsideOfPackage(PRIMITIVES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bouncycastle..", "javax.crypto..");

  @ArchTest
  static final ArchRule WIRE_CLASSES_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(OMEMO, WIRE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WIRE, "com.google.protobuf..");

  @ArchTest
  static final ArchRule PRIMITIVES_KNOW_NONE = knowsNot(PRIMITIVES, KEYS, X3DH, OMEMO, DIALECT);

  @ArchTest static final ArchRule KEYS_KNOW_PRIMITIVES = knowsNot(KEYS, X3DH, OMEMO, DIALECT);

  @ArchTest
  static final ArchRule ACCOUNTS_KNOW_NO_DEVICES = knowsNot(ACCOUNT, KEYS, X3DH, OMEMO, DIALECT);

  @ArchTest
  static final ArchRule LINKING_KNOWS_NO_SESSIONS = knowsNot(LINKING, X3DH, OMEMO, DIALECT, BACKUP);

  @ArchTest
  static final ArchRule BACKUPS_KNOW_NO_DEVICES =
      knowsNot(BACKUP, KEYS, X3DH, OMEMO, DIALECT, LINKING);

  @ArchTest
  static final ArchRule MEDIA_KNOW_PRIMITIVES_ALONE =
      knowsNot(MEDIA, KEYS, ACCOUNT, X3DH, OMEMO, DIALECT, LINKING, BACKUP);

  @ArchTest static final ArchRule X3DH_KNOWS_NO_MESSAGES = knowsNot(X3DH, OMEMO, DIALECT);

  @ArchTest static final ArchRule OMEMO_KNOWS_NO_AGREEMENT = knowsNot(OMEMO, X3DH, KEYS, DIALECT);

  @ArchTest static final ArchRule CHAINS_KNOW_NO_IDENTITIES = knowsNot(DOUBLE_RATCHET, X3DH);

  @ArchTest static final ArchRule GROUPS_KNOW_NO_IDENTITIES = knowsNot(GROUPS, X3DH, KEYS, ACCOUNT);

  @ArchTest
  static final ArchRule NOBODY_ELSE_KNOWS_GROUPS =
      noClasses()
          .that()
          .resideOutsideOfPackage(GROUPS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GROUPS);

  @ArchTest
  static final ArchRule NOBODY_BELOW_KNOWS_CHAINS =
      noClasses()
          .that()
          .resideInAnyPackage(PRIMITIVES, KEYS, ACCOUNT, LINKING, BACKUP, X3DH, OMEMO, DIALECT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DOUBLE_RATCHET);

  @ArchTest
  static final ArchRule NOBODY_BELOW_KNOWS_SESSIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage(SESSION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SESSION);

  private static ArchRule knowsNot(String lower, String... higher) {
    return noClasses()
        .that()
        .resideInAPackage(lower)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(higher);
  }

  private static boolean readsSurroundings(JavaAccess<?> access) {
    return CLOCKS_AND_ENVIRONMENT.contains(
        access.getTargetOwner().getFullName() + "." + access.getTarget().getName());
  }
}
