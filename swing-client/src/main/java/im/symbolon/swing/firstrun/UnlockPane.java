package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.Token;
import im.symbolon.views.AccountFolder;
import im.symbolon.views.Accounts;
import im.symbolon.views.Watch;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import net.miginfocom.swing.MigLayout;

/** Asks for the passphrase of an account that is on this computer. */
public final class UnlockPane extends JPanel {
  private final Accounts accounts;
  private final Parts parts;
  private final Optional<AccountFolder> wanted;
  private final JComboBox<AccountFolder> which = new JComboBox<>();
  private final JLabel alone;
  private final JPasswordField passphrase;
  private final JButton open;
  private final ProblemLine problem;
  private List<AccountFolder> shown = List.of();
  private Watch watch = () -> {};

  /**
   * @param wanted which to ask for first
   * @param another to add one that is not on this computer
   * @param back to the accounts that are open, if there are any
   */
  public UnlockPane(
      Accounts accounts,
      Parts parts,
      Optional<AccountFolder> wanted,
      Runnable another,
      Optional<Runnable> back) {
    super(new BorderLayout());
    this.accounts = accounts;
    this.wanted = wanted;
    this.parts = parts;
    this.passphrase = parts.password("unlock.passphrase");
    this.open = parts.primary("unlock.open", this::open);
    this.problem = new ProblemLine(parts.texts());
    parts.named(which, "unlock.account", parts.text("unlock.account"));
    this.alone = parts.label("unlock.alone", "", "text", 1f, Font.BOLD);
    which.setRenderer(new Addresses());
    passphrase.addActionListener(event -> open());
    JPanel form =
        new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]8[]"));
    form.setOpaque(false);
    form.add(new Token(52), "align center, gapbottom 6");
    form.add(parts.title("unlock.title"), "align center");
    form.add(new Prose(parts.text("unlock.text"), "muted", 0.95f), "growx, wmin 0, gapbottom 10");
    form.add(alone, "align center");
    form.add(which, "growx");
    form.add(passphrase, "growx");
    form.add(problem, "growx, wmin 0");
    form.add(open, "growx, gaptop 6");
    form.add(parts.quiet("unlock.another", another), "align center");
    back.ifPresent(go -> form.add(parts.quiet("common.back", go), "align center"));
    add(new Centered(form));
    setName("unlock");
  }

  @Override
  public void addNotify() {
    super.addNotify();
    watch = accounts.state().watch(this::show);
  }

  @Override
  public void removeNotify() {
    super.removeNotify();
    watch.close();
  }

  private static final class Addresses extends DefaultListCellRenderer {
    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focused) {
      Object text = value instanceof AccountFolder folder ? folder.account() : "";
      return super.getListCellRendererComponent(list, text, index, selected, focused);
    }
  }

  private void open() {
    if (which.getSelectedItem() instanceof AccountFolder account
        && passphrase.getPassword().length > 0) {
      accounts.open(account, passphrase.getPassword());
    }
  }

  private void show(Accounts.View view) {
    if (!view.locked().equals(shown)) {
      shown = view.locked();
      which.setModel(new DefaultComboBoxModel<>(shown.toArray(AccountFolder[]::new)));
      wanted.ifPresent(which::setSelectedItem);
      which.setVisible(shown.size() > 1);
      alone.setVisible(shown.size() == 1);
      alone.setText(shown.size() == 1 ? shown.get(0).account().toString() : "");
    }
    boolean idle = !view.opening();
    open.setEnabled(idle);
    passphrase.setEnabled(idle);
    open.setText(parts.text(idle ? "unlock.open" : "common.working"));
    problem.show(view.problem());
    if (view.problem().isPresent()) {
      passphrase.setText("");
      passphrase.requestFocusInWindow();
    }
  }

  public void focus() {
    passphrase.requestFocusInWindow();
  }
}
