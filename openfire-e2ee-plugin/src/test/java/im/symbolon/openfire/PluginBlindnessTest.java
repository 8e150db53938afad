package im.symbolon.openfire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whatever runs inside the server can hold no user's key (DESIGN §4, REVIEW 8). */
@AnalyzeClasses(packages = "im.symbolon", importOptions = DoNotIncludeTests.class)
class PluginBlindnessTest {
  @ArchTest
  static final ArchRule HAS_NOTHING_THAT_DECRYPTS_OR_AGREES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("javax\\.crypto\\.(Cipher|KeyAgreement)");

  @ArchTest
  static final ArchRule ONLY_THE_DOMAINS_SIGNER_HOLDS_A_KEY =
      noClasses()
          .that()
          .resideOutsideOfPackage("im.symbolon.service.signer")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.security\\.(KeyPair|KeyPairGenerator|PrivateKey)");

  @ArchTest
  static final ArchRule ONLY_THE_PLUGIN_KNOWS_OPENFIRE =
      noClasses()
          .that()
          .resideOutsideOfPackage("im.symbolon.openfire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jivesoftware..");
}
