package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.AccountFolder;
import im.symbolon.views.Accounts;
import java.awt.BorderLayout;
import java.awt.Component;
import java.util.List;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import net.miginfocom.swing.MigLayout;

/** Asks for the passphrase of an account that is on this computer. */
public final class UnlockPane extends JPanel {
  private final Accounts accounts;
  private final Parts parts;
  private final JComboBox<AccountFolder> which = new JComboBox<>();
  private final JPasswordField passphrase;
  private final JButton open;
  private final ProblemLine problem;
  private List<AccountFolder> shown = List.of();

  public UnlockPane(Accounts accounts, Parts parts, Runnable another) {
    super(new BorderLayout());
    this.accounts = accounts;
    this.parts = parts;
    this.passphrase = parts.password("unlock.passphrase");
    this.open = parts.primary("unlock.open", this::open);
    this.problem = new ProblemLine(parts.texts());
    parts.named(which, "unlock.account", parts.text("unlock.account"));
    which.setRenderer(new Addresses());
    passphrase.addActionListener(event -> open());
    JPanel form =
        new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]8[]"));
    form.setOpaque(false);
    form.add(new Token(52), "align center, gapbottom 6");
    form.add(parts.title("unlock.title"), "align center");
    form.add(new Prose(parts.text("unlock.text"), "muted", 0.95f), "growx, wmin 0, gapbottom 10");
    form.add(which, "growx");
    form.add(passphrase, "growx");
    form.add(problem, "growx, wmin 0");
    form.add(open, "growx, gaptop 6");
    form.add(parts.quiet("unlock.another", another), "align center");
    add(new Centered(form));
    accounts.state().watch(this::show);
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
    if (!view.accounts().equals(shown)) {
      shown = view.accounts();
      which.setModel(new DefaultComboBoxModel<>(shown.toArray(AccountFolder[]::new)));
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
