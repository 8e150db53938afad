package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.protocol.BareJid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files; nothing listens where the accounts' servers should be. */
class AccountsTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final ServerChoice NOBODY = new ServerChoice("127.0.0.1:1", "");

  @TempDir Path directory;

  private final Backstage backstage = Backstage.threads(Runnable::run);
  private Accounts accounts;

  @BeforeEach
  void anAccount() throws Exception {
    accounts = accounts();
    make(ALICE, "correct horse");
  }

  private void make(BareJid account, String passphrase) throws Exception {
    AccountFolder folder = AccountFolder.of(accounts.folder(), account, NOBODY);
    Files.createDirectories(folder.directory());
    accounts.platform().store(folder.store(), passphrase.toCharArray()).close();
    folder.write();
  }

  private Accounts accounts() {
    return new Accounts(directory, new DesktopPlatform(new PassphraseCost(8, 1, 1)), backstage);
  }

  @AfterEach
  void close() {
    accounts.close();
    backstage.close();
  }

  private AccountFolder loaded(Accounts of) {
    of.load();
    await().until(() -> of.state().value().loaded());
    return of.state().value().accounts().get(0);
  }

  private Accounts.View opened(Accounts by, String passphrase) {
    char[] typed = passphrase.toCharArray();
    by.open(loaded(by), typed);
    await().until(() -> !by.state().value().opening());
    await("what was typed is wiped").until(() -> new String(typed).matches("\\x00+"));
    return by.state().value();
  }

  @Test
  void anAccountIsFoundAndOpened() {
    assertThat(loaded(accounts).account()).isEqualTo(ALICE);
    Accounts.View view = opened(accounts, "correct horse");
    assertThat(view.problem()).isEmpty();
    assertThat(view.opened().map(Session::account)).contains(ALICE);
  }

  @Test
  void aMistypedPassphraseIsSaidAndCanBeTypedAgain() {
    assertThat(opened(accounts, "wrong horse").problem()).contains(Problem.of("store.wrongkey"));
    assertThat(opened(accounts, "correct horse").opened()).isPresent();
  }

  @Test
  void aStoreThatIsOpenAlreadyIsSaidToBe() {
    assertThat(opened(accounts, "correct horse").opened()).isPresent();
    Accounts.View second = opened(accounts(), "correct horse");
    assertThat(second.problem()).contains(Problem.of("store.inuse"));
    assertThat(second.opened()).isEmpty();
  }

  private static List<BareJid> open(Accounts of) {
    return of.state().value().sessions().stream().map(Session::account).toList();
  }

  @Test
  void onePassphraseOpensAllThatItFits() throws Exception {
    make(BOB, "correct horse");
    make(CAROL, "another one");
    assertThat(opened(accounts, "correct horse").problem()).isEmpty();
    await().until(() -> open(accounts).size() == 2);
    assertThat(open(accounts)).containsExactly(ALICE, BOB);
    assertThat(accounts.state().value().locked())
        .extracting(AccountFolder::account)
        .containsExactly(CAROL);
    assertThat(accounts.state().value().problem()).isEmpty();
    char[] typed = "another one".toCharArray();
    accounts.open(accounts.state().value().locked().get(0), typed);
    await().until(() -> open(accounts).size() == 3);
    assertThat(open(accounts)).containsExactly(ALICE, BOB, CAROL);
    assertThat(accounts.state().value().locked()).isEmpty();
  }

  @Test
  void anAccountThatIsRemovedLeavesNothingHereAndTheOthersStay() throws Exception {
    make(BOB, "correct horse");
    opened(accounts, "correct horse");
    await().until(() -> open(accounts).size() == 2);
    Session alice = accounts.state().value().session(ALICE).orElseThrow();
    Path folder = accounts.folder().resolve(ALICE.toString());
    Files.writeString(Files.createDirectories(folder.resolve("files")).resolve("photo"), "x");
    accounts.remove(alice);
    await().until(() -> accounts.state().value().accounts().size() == 1);
    assertThat(open(accounts)).containsExactly(BOB);
    assertThat(folder).doesNotExist();
  }

  @Test
  void aClosedAccountCanBeOpenedAgain() {
    assertThat(opened(accounts, "correct horse").opened()).isPresent();
    accounts.close();
    Accounts again = accounts();
    assertThat(opened(again, "correct horse").opened()).isPresent();
    again.close();
  }

  @Test
  void aFileThatIsNoStoreIsLeftAsItIs() throws Exception {
    AccountFolder folder = loaded(accounts);
    Files.writeString(folder.store(), "something else");
    assertThat(opened(accounts, "correct horse").problem()).contains(Problem.of("store.notastore"));
    assertThat(folder.store()).hasContent("something else");
  }

  @Test
  void whatIsNoAccountIsPassedOver() throws Exception {
    Files.createDirectories(accounts.folder().resolve("left over"));
    Files.writeString(accounts.folder().resolve("file"), "x");
    Path broken = Files.createDirectories(accounts.folder().resolve("broken"));
    Files.writeString(broken.resolve("account.properties"), "account=nobody");
    loaded(accounts);
    assertThat(accounts.state().value().accounts()).hasSize(1);
    assertThat(accounts.state().value().problem()).isEqualTo(Optional.empty());
  }

  /** An address may hold what leads out of a folder, or what no file may be called. */
  @Test
  void anAddressCannotLeadElsewhere() {
    BareJid odd = new BareJid("..\\..\\ü*?", "alpha.test");
    Path folder = AccountFolder.of(directory, odd, NOBODY).directory();
    assertThat(folder.normalize().getParent()).isEqualTo(directory);
    assertThat(folder.getFileName().toString()).matches("[a-z0-9@._%-]+");
  }

  @Test
  void aServerThatIsAwayIsSaidInOneSentence() {
    FirstRun run = accounts.firstRun();
    FirstRun.Typed secrets =
        new FirstRun.Typed(
            "password".toCharArray(), "long enough".toCharArray(), "long enough".toCharArray());
    run.begin(new FirstRun.Form(true, "bob@beta.test", secrets, NOBODY));
    await().until(() -> !run.state().value().busy());
    assertThat(run.state().value().problem()).contains(Problem.of("transport.nonetwork"));
    assertThat(accounts.folder().resolve("bob@beta.test")).doesNotExist();
  }

  @Test
  void whatIsTypedWronglyIsSaidBeforeAnythingIsTried() {
    assertThat(wrong("nobody", "password", "long enough", "long enough")).isEqualTo("address");
    assertThat(wrong("bob@beta.test", "", "long enough", "long enough"))
        .isEqualTo("password.empty");
    assertThat(wrong("bob@beta.test", "password", "short", "short")).isEqualTo("passphrase.short");
    assertThat(wrong("bob@beta.test", "password", "long enough", "long enouhg"))
        .isEqualTo("passphrase.differs");
  }

  private String wrong(String address, String password, String passphrase, String again) {
    FirstRun run = accounts.firstRun();
    FirstRun.Typed secrets =
        new FirstRun.Typed(password.toCharArray(), passphrase.toCharArray(), again.toCharArray());
    run.begin(new FirstRun.Form(true, address, secrets, NOBODY));
    assertThat(run.state().value().busy()).isFalse();
    return run.state().value().problem().orElseThrow().key().replaceFirst("problem.", "");
  }
}
