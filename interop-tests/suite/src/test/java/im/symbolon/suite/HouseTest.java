package im.symbolon.suite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house, over all modules at once. */
@AnalyzeClasses(
    packages = "im.symbolon",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseTest.NoTestJars.class})
class HouseTest {
  private static final String[] SERVER = {"im.symbolon.service..", "im.symbolon.openfire.."};

  /** Another module's test classes arrive as a jar here. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule ARROWS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("im.symbolon..")
          .layer("protocol")
          .definedBy("im.symbolon.protocol..")
          .layer("service")
          .definedBy("im.symbolon.service..")
          .layer("plugin")
          .definedBy("im.symbolon.openfire..")
          .layer("ratchet")
          .definedBy("im.symbolon.ratchet..")
          .layer("messenger")
          .definedBy("im.symbolon.messenger..")
          .layer("views")
          .definedBy("im.symbolon.views..")
          .layer("swing")
          .definedBy("im.symbolon.swing..")
          .layer("world")
          .definedBy("im.symbolon.world..")
          .layer("lab")
          .definedBy("im.symbolon.lab..")
          .whereLayer("protocol")
          .mayOnlyBeAccessedByLayers(
              "service", "plugin", "ratchet", "messenger", "views", "swing", "world", "lab")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("plugin")
          .whereLayer("plugin")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("ratchet")
          .mayOnlyBeAccessedByLayers("messenger", "views", "world", "lab") // keys and codes
          .whereLayer("messenger")
          .mayOnlyBeAccessedByLayers("views", "swing", "world", "lab")
          .whereLayer("views")
          .mayOnlyBeAccessedByLayers("swing")
          .whereLayer("swing")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("world")
          .mayOnlyBeAccessedByLayers("lab")
          .whereLayer("lab")
          .mayNotBeAccessedByAnyLayer();

  /** What a screen is made of is shared with phones, and no screen meets the messenger itself. */
  @ArchTest
  static final ArchRule SCREENS_KNOW_VIEWS_AND_VALUES_ALONE =
      noClasses()
          .that()
          .resideInAPackage("im.symbolon.swing..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("im.symbolon..", "java.sql..", "org.jivesoftware..", "org.jxmpp..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "im.symbolon.swing..",
                              "im.symbolon.views..",
                              "im.symbolon.protocol")))
                  .and(
                      not(
                          resideInAnyPackage(
                              "im.symbolon.messenger.chat", "im.symbolon.messenger.trust"))));

  @ArchTest
  static final ArchRule VIEWS_HAVE_NO_WIDGETS =
      noClasses()
          .that()
          .resideInAPackage("im.symbolon.views..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.swing..", "android..");

  /** DESIGN §4, REVIEW 8: no server code can hold a user's key or open user content. */
  @ArchTest
  static final ArchRule NO_PRIVATE_KEY_IS_WITHIN_A_SERVERS_REACH =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER)
          .should()
          .transitivelyDependOnClassesThat()
          .resideInAnyPackage("im.symbolon.ratchet..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule SERVERS_NEITHER_DECRYPT_NOR_AGREE =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER)
          .or()
          .resideInAPackage("im.symbolon.protocol..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("javax\\.crypto\\.(Cipher|KeyAgreement)");

  /** The domain signs what it says about itself, in one place. */
  @ArchTest
  static final ArchRule OF_SERVERS_ONLY_THE_DOMAINS_SIGNER_HOLDS_A_KEY =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER)
          .or()
          .resideInAPackage("im.symbolon.protocol..")
          .and()
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
          .resideInAnyPackage(
              "org.jivesoftware.openfire..",
              "org.jivesoftware.database..",
              "org.jivesoftware.util..",
              "org.jivesoftware.admin..");

  @ArchTest
  static final ArchRule ONLY_THE_TRANSPORT_KNOWS_SMACK =
      noClasses()
          .that()
          .resideOutsideOfPackage("im.symbolon.messenger.xmpp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jivesoftware.smack..", "org.jxmpp..");

  @ArchTest
  static final ArchRule CURVES_AND_PASSPHRASES_ALONE_NEED_BOUNCY_CASTLE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "im.symbolon.ratchet.primitives..",
              "im.symbolon.messenger.store..",
              "im.symbolon.lab..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_OF_THE_CLIENT_KNOWS_JDBC =
      noClasses()
          .that()
          .resideInAnyPackage("im.symbolon.messenger..", "im.symbolon.ratchet..")
          .and()
          .resideOutsideOfPackage("im.symbolon.messenger.store.jdbc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule THE_RATCHET_HAS_NO_IO_NO_CLOCK_AND_NO_LUCK =
      noClasses()
          .that()
          .resideInAPackage("im.symbolon.ratchet..")
          .and()
          .resideOutsideOfPackage("im.symbolon.ratchet.wire..") // generated
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.(net|sql|nio\\.file|nio\\.channels)\\..*|java\\.time\\.Clock"
                  + "|java\\.io\\.(File|Random|Reader|Writer|Print).*"
                  + "|java\\.security\\.SecureRandom|java\\.util\\.(Random|UUID)"
                  + "|java\\.util\\.concurrent\\.ThreadLocalRandom");

  /** Files are too large to be held: they alone stream through it, from and to its callers. */
  @ArchTest
  static final ArchRule OF_THE_RATCHET_ONLY_MEDIA_STREAMS =
      noClasses()
          .that()
          .resideInAPackage("im.symbolon.ratchet..")
          .and()
          .resideOutsideOfPackages("im.symbolon.ratchet.wire..", "im.symbolon.ratchet.media..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(Input|Output).*");

  @ArchTest
  static final ArchRule THE_MESSENGERS_ROOMS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("im.symbolon.messenger..")
          .withOptionalLayers(true)
          .layer("chat")
          .definedBy("im.symbolon.messenger.chat..")
          .layer("trust")
          .definedBy("im.symbolon.messenger.trust..")
          .layer("xmpp")
          .definedBy("im.symbolon.messenger.xmpp..")
          .layer("store")
          .definedBy("im.symbolon.messenger.store..")
          .layer("membership")
          .definedBy("im.symbolon.messenger.membership..")
          .layer("words")
          .definedBy("im.symbolon.messenger.words..")
          .layer("records")
          .definedBy("im.symbolon.messenger.records..")
          .layer("core")
          .definedBy("im.symbolon.messenger.core..")
          .layer("parts")
          .definedBy(
              "im.symbolon.messenger.people..",
              "im.symbolon.messenger.devices..",
              "im.symbolon.messenger.repair..",
              "im.symbolon.messenger.history..",
              "im.symbolon.messenger.search..",
              "im.symbolon.messenger.linking..",
              "im.symbolon.messenger.groups..",
              "im.symbolon.messenger.plain..",
              "im.symbolon.messenger.chats..",
              "im.symbolon.messenger.contacts..",
              "im.symbolon.messenger.files..",
              "im.symbolon.messenger.backup..",
              "im.symbolon.messenger.export..",
              "im.symbolon.messenger.rollback..")
          .layer("engine")
          .definedBy("im.symbolon.messenger.engine..")
          .layer("door")
          .definedBy("im.symbolon.messenger")
          .layer("desktop")
          .definedBy("im.symbolon.messenger.desktop..")
          .whereLayer("desktop")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("door")
          .mayOnlyBeAccessedByLayers("desktop")
          .whereLayer("trust")
          .mayOnlyBeAccessedByLayers("chat", "records", "core", "parts", "engine", "door")
          .whereLayer("membership")
          .mayOnlyBeAccessedByLayers("records", "parts", "engine", "door")
          .whereLayer("words")
          .mayOnlyBeAccessedByLayers("records", "parts")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("door", "desktop")
          .whereLayer("parts")
          .mayOnlyBeAccessedByLayers("engine", "door", "desktop")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("parts", "engine", "door", "desktop")
          .whereLayer("records")
          .mayOnlyBeAccessedByLayers("core", "parts", "engine", "door")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("records", "core", "parts", "engine", "door", "desktop");

  @ArchTest
  static final ArchRule NO_PACKAGE_OF_THE_CLIENT_GOES_ROUND_IN_CIRCLES =
      slices().matching("im.symbolon.(ratchet|messenger).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("im.symbolon.lab..", "im.symbolon.host..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule SECRETS_ARE_NOT_SERIALISABLE =
      classes()
          .that()
          .areAssignableTo("im.symbolon.ratchet.primitives.Secret")
          .should()
          .notBeAssignableTo(java.io.Serializable.class);
}
