package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.linking.LinkCodes;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.account.RecoveryKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * From nothing to an account that can be used: made or logged in to, then its recovery key written
 * down, or this device linked to the others or restored.
 */
public final class FirstRun {
  private final Accounts accounts;
  private final Backstage backstage;
  private final State<View> state;
  private volatile Optional<Begun> begun = Optional.empty();

  /** Where one is. */
  public enum Step {
    /** Name, password and passphrase are asked for. */
    FORM,
    /** The recovery key is shown, and has to be typed in part. */
    RECOVERY_KEY,
    /** This device is not the account's first: it shows a code, or takes a backup. */
    LINK,
    DONE
  }

  /** What is shown on another device. */
  public record Code(String typed, String qrCode) {}

  /**
   * What the screen shows.
   *
   * @param recoveryKey while it is shown
   * @param invitation that was pasted, in place of an address
   * @param session at the end
   */
  public record View(
      Step step,
      boolean busy,
      Optional<Problem> problem,
      String recoveryKey,
      Optional<Code> code,
      Optional<Invitation> invitation,
      Optional<Session> session) {
    View busy(boolean now) {
      return new View(step, now, Optional.empty(), recoveryKey, code, invitation, session);
    }

    View failed(Problem why) {
      return new View(step, false, Optional.of(why), recoveryKey, code, invitation, session);
    }

    View invited(Optional<Invitation> by) {
      return new View(step, busy, Optional.empty(), recoveryKey, code, by, session);
    }

    static View at(Step step) {
      return new View(
          step, false, Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** An account that is begun. */
  private record Begun(AccountFolder folder, Session session) {}

  FirstRun(Accounts accounts, Backstage backstage) {
    this.accounts = accounts;
    this.backstage = backstage;
    this.state = backstage.state(View.at(Step.FORM));
  }

  public State<View> state() {
    return state;
  }

  private void failed(Problem problem) {
    state.change(was -> was.failed(problem));
  }

  private void act(Backstage.Task task) {
    state.change(was -> was.busy(true));
    backstage.slowly(task, this::failed);
  }

  /**
   * Takes what was pasted in place of an address.
   *
   * @return false when it is no invitation
   */
  public boolean invited(String pasted) {
    Optional<Invitation> by = Invitation.read(pasted);
    if (by.isPresent()) {
      state.change(was -> was.invited(by));
    }
    return by.isPresent();
  }

  /** An account without the invitation is meant. */
  public void uninvited() {
    state.change(was -> was.invited(Optional.empty()));
  }

  private Optional<Invitation> invitation(Form form) {
    return form.create() ? state.value().invitation() : Optional.empty();
  }

  /** Makes the account or logs in to it. What was typed is wiped. */
  public void begin(Form form) {
    Optional<Invitation> by = invitation(form);
    Optional<BareJid> account =
        by.isPresent() ? by.get().accountOf(form.address()) : form.account();
    if (!account.isPresent()) {
      failed(by.isPresent() ? Problem.of("name", by.get().domain()) : Problem.of("address"));
      return;
    }
    Optional<Problem> wrong = form.check();
    if (wrong.isPresent()) {
      failed(wrong.get());
      return;
    }
    act(() -> begin(account.get(), form));
  }

  private void begin(BareJid account, Form form) throws Exception {
    AccountFolder folder = AccountFolder.of(accounts.folder(), account, form.server());
    if (folder.isComplete()) {
      failed(Problem.of("account.there", account.toString()));
      return;
    }
    Files.createDirectories(folder.directory());
    Begun made = new Begun(folder, open(folder, form));
    boolean connected = false;
    try {
      connect(made, form);
      connected = true;
    } finally {
      if (!connected) {
        made.session().close();
        folder.forget();
      }
    }
    form.wipe();
    folder.write();
    invitation(form).ifPresent(by -> greet(made.session(), by));
    begun = Optional.of(made);
    made.session().hear(new Ear());
    go();
  }

  private Session open(AccountFolder folder, Form form) throws IOException, StoreException {
    RowStore store = accounts.platform().store(folder.store(), form.passphrase());
    new Login(store).keep(form.password());
    return new Opening(accounts.platform(), backstage).session(folder, store);
  }

  /** Who invited is the first contact, also where the server does not see to that. */
  private void greet(Session session, Invitation by) {
    if (by.inviter().isPresent()) {
      backstage.slowly(
          () -> {
            session.messenger().strangers().accept(by.inviter().get());
            session.messenger().contacts().add(by.inviter().get(), Optional.empty());
          },
          this::failed);
    }
  }

  private void connect(Begun made, Form form) throws TransportException {
    Messenger messenger = made.session().messenger();
    try (Password password = Password.of(form.password())) {
      Optional<Invitation> by = invitation(form);
      if (by.isPresent()) {
        messenger.register(password, by.get().token());
      } else if (form.create()) {
        messenger.register(password);
      }
      messenger.connect(password);
    }
  }

  private final class Ear implements Heard {
    @Override
    public void own() {
      backstage.quickly(FirstRun.this::go, FirstRun.this::failed);
    }

    @Override
    public void linkingFailed(LinkFailure why) {
      backstage.quickly(FirstRun.this::newCode, FirstRun.this::failed);
      failed(Problem.of(why));
    }
  }

  /** Goes where the account stands now, if it is known. */
  private void go() throws Exception {
    Step step = state.value().step();
    if (!begun.isPresent() || step == Step.DONE) {
      return;
    }
    Membership membership = begun.get().session().messenger().ownDevices().membership();
    if (membership == Membership.LINKED) {
      recoveryOrDone(step);
    } else if (membership == Membership.UNLINKED && step == Step.FORM) {
      newCode();
    } else if (membership == Membership.REMOVED) {
      failed(Problem.of("account.removed"));
    }
  }

  private void recoveryOrDone(Step step) throws StoreException {
    if (step == Step.RECOVERY_KEY) {
      return;
    }
    Optional<RecoveryKey> made = begun.get().session().messenger().recovery().unconfirmedKey();
    if (!made.isPresent()) {
      done();
      return;
    }
    try (RecoveryKey key = made.get()) {
      String shown = key.text();
      state.change(
          was ->
              new View(
                  Step.RECOVERY_KEY,
                  false,
                  Optional.empty(),
                  shown,
                  Optional.empty(),
                  was.invitation(),
                  Optional.empty()));
    }
  }

  private void newCode() throws Exception {
    LinkCodes codes = begun.get().session().messenger().linking().invite();
    Code code = new Code(codes.typed(), codes.qrCode());
    state.change(
        was ->
            new View(
                Step.LINK,
                false,
                was.problem(),
                "",
                Optional.of(code),
                was.invitation(),
                Optional.empty()));
  }

  /** Shows another code, when the last one is too old. */
  public void anotherCode() {
    state.change(was -> was.busy(true));
    backstage.slowly(this::newCode, this::failed);
  }

  /**
   * The person has written the recovery key down.
   *
   * @param typed the last group of it, as a proof
   */
  public void confirm(String typed) {
    String key = state.value().recoveryKey();
    String last = key.substring(key.lastIndexOf('-') + 1);
    if (!typed.trim().equalsIgnoreCase(last)) {
      failed(Problem.of("recovery.notyet"));
      return;
    }
    act(
        () -> {
          begun.get().session().messenger().recovery().confirmed();
          done();
        });
  }

  /** Goes on without; the key is shown again until it is written down. */
  public void later() {
    done();
  }

  /**
   * Makes this device a member of its account from a backup.
   *
   * @param recoveryKey as the person has it on paper
   */
  public void restore(Path file, String recoveryKey) {
    act(
        () -> {
          try (RecoveryKey key = RecoveryKey.parse(recoveryKey);
              InputStream in = Files.newInputStream(file)) {
            begun.get().session().messenger().backup().restore(in, key);
          }
          go();
        });
  }

  private void done() {
    Session session = begun.get().session();
    state.change(
        was ->
            new View(
                Step.DONE,
                false,
                Optional.empty(),
                "",
                Optional.empty(),
                was.invitation(),
                Optional.of(session)));
    accounts.opened(session);
  }

  /** Ends what was begun and not finished; the account stays, if it is one. */
  public void cancel() {
    if (state.value().step() != Step.DONE) {
      backstage.slowly(
          () -> {
            if (begun.isPresent()) {
              begun.get().session().close();
            }
            begun = Optional.empty();
            state.set(View.at(Step.FORM));
          },
          this::failed);
    }
  }

  /** What is typed at the beginning. */
  public record Form(boolean create, String address, Typed secrets, ServerChoice server) {
    Optional<BareJid> account() {
      return Addresses.read(address);
    }

    Optional<Problem> check() {
      return secrets.check();
    }

    char[] password() {
      return secrets.password;
    }

    char[] passphrase() {
      return secrets.passphrase;
    }

    void wipe() {
      secrets.close();
    }
  }

  /** A password and a passphrase, as they were typed. */
  public static final class Typed implements AutoCloseable {
    private final char[] password;
    private final char[] passphrase;
    private final char[] again;

    /**
     * Takes the arrays over.
     *
     * @param again the passphrase once more
     */
    public Typed(char[] password, char[] passphrase, char[] again) {
      this.password = password;
      this.passphrase = passphrase;
      this.again = again;
    }

    Optional<Problem> check() {
      if (password.length == 0) {
        return Optional.of(Problem.of("password.empty"));
      } else if (passphrase.length < 8) {
        return Optional.of(Problem.of("passphrase.short"));
      } else if (!Arrays.equals(passphrase, again)) {
        return Optional.of(Problem.of("passphrase.differs"));
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      Arrays.fill(password, '\0');
      Arrays.fill(passphrase, '\0');
      Arrays.fill(again, '\0');
    }

    @Override
    public String toString() {
      return "Typed";
    }
  }
}
