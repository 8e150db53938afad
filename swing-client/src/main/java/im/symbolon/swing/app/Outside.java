package im.symbolon.swing.app;

import im.symbolon.swing.firstrun.FirstRunPane;
import im.symbolon.swing.firstrun.UnlockPane;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.AccountFolder;
import im.symbolon.views.Accounts;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComponent;

/** The screens that lead to an account: its passphrase, or from nothing to one more. */
final class Outside {
  private final Program program;
  private final Parts parts;
  private final Consumer<JComponent> shows;
  private final Runnable back;
  private boolean waiting = true;

  /**
   * @param shows puts a screen into the window
   * @param back to the account that was shown before, if there is one
   */
  Outside(Program program, Parts parts, Consumer<JComponent> shows, Runnable back) {
    this.program = program;
    this.parts = parts;
    this.shows = shows;
    this.back = back;
  }

  /** Whether a person waits here for an account to be opened. */
  boolean isWaiting() {
    return waiting;
  }

  /** They are inside now. */
  void left() {
    waiting = false;
  }

  /** Where no account is open. */
  void begin(Accounts.View view) {
    waiting = true;
    if (view.accounts().isEmpty()) {
      shows.accept(new FirstRunPane(program.accounts().firstRun(), parts, Optional.empty()));
      return;
    }
    String last = program.settings().state().value().account();
    Optional<AccountFolder> preferred =
        view.locked().stream().filter(each -> each.account().toString().equals(last)).findFirst();
    unlock(preferred, Optional.empty());
  }

  /** Asks for the passphrase of that account, from within another one. */
  void unlock(AccountFolder account) {
    unlock(Optional.of(account), Optional.of(this::back));
  }

  private void unlock(Optional<AccountFolder> which, Optional<Runnable> leave) {
    waiting = true;
    UnlockPane pane = new UnlockPane(program.accounts(), parts, which, this::add, leave);
    shows.accept(pane);
    pane.focus();
  }

  /** One more account. */
  void add() {
    waiting = true;
    shows.accept(new FirstRunPane(program.accounts().firstRun(), parts, Optional.of(this::back)));
  }

  private void back() {
    program.accounts().dismiss();
    back.run();
  }
}
