package im.symbolon.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** No server code can hold a user's key (DESIGN §4, REVIEW 8). */
@AnalyzeClasses(packages = "im.symbolon", importOptions = DoNotIncludeTests.class)
class ServerBlindnessTest {
  @ArchTest
  static final ArchRule HAS_NOTHING_THAT_DECRYPTS_OR_AGREES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.Cipher")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.KeyAgreement");

  /** The domain has a key of its own; everything else has none. */
  @ArchTest
  static final ArchRule ONLY_THE_DOMAINS_SIGNER_HOLDS_A_KEY =
      noClasses()
          .that()
          .resideOutsideOfPackage("im.symbolon.service.signer")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.security\\.(KeyPair|KeyPairGenerator|PrivateKey)");

  @ArchTest
  static final ArchRule KNOWS_NO_CURVE_LIBRARY_NO_CLIENT_AND_NO_SERVER_PRODUCT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.bouncycastle..",
              "im.symbolon.ratchet..",
              "im.symbolon.messenger..",
              "org.jivesoftware..");
}
