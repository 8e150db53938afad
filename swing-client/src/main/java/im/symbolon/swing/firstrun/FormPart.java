package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.FirstRun;
import im.symbolon.views.Harmless;
import im.symbolon.views.Invitation;
import im.symbolon.views.ServerChoice;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;

/** Address, password, and the passphrase of this computer. */
final class FormPart extends JPanel {
  private final FirstRun model;
  private final Parts parts;
  private final JLabel title;
  private final JTextField address;
  private final JPasswordField password;
  private final JPasswordField passphrase;
  private final JPasswordField again;
  private final JTextField machine;
  private final JTextField authority;
  private final JPanel server =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]2[]8[]2[]"));
  private final ProblemLine problem;
  private final JButton go;
  private final Prose invited = new Prose("", "accent", 1f);
  private final JButton uninvited;
  private boolean create;

  FormPart(FirstRun model, Parts parts, Runnable back) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]3[]"));
    this.model = model;
    this.parts = parts;
    this.title = parts.title("firstrun.form.create");
    this.address = parts.field("firstrun.address");
    this.password = parts.password("firstrun.password");
    this.passphrase = parts.password("firstrun.passphrase");
    this.again = parts.password("firstrun.again");
    this.machine = parts.field("firstrun.machine");
    this.authority = parts.field("firstrun.authority");
    this.problem = new ProblemLine(parts.texts());
    this.uninvited = parts.quiet("firstrun.uninvited", model::uninvited);
    this.go = parts.primary("firstrun.go.create", this::go);
    parts.named(go, "firstrun.go", parts.text("firstrun.go.create"));
    setOpaque(false);
    build(back);
    address.getDocument().addDocumentListener(new Pasted());
  }

  /** An invitation in place of an address. */
  private final class Pasted implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      if (create && model.invited(address.getText())) {
        SwingUtilities.invokeLater(() -> address.setText(""));
      }
    }

    @Override
    public void removeUpdate(DocumentEvent event) {}

    @Override
    public void changedUpdate(DocumentEvent event) {}
  }

  private void build(Runnable back) {
    add(title, "gapbottom 10");
    invited.setName("firstrun.invited");
    add(invited, "growx, wmin 0, gapbottom 2");
    add(uninvited, "gapbottom 6");
    labelled("firstrun.address", address);
    labelled("firstrun.password", password);
    labelled("firstrun.passphrase", passphrase);
    labelled("firstrun.again", again);
    server.setOpaque(false);
    server.setVisible(false);
    server.add(parts.label("firstrun.machine"));
    server.add(machine, "growx");
    server.add(parts.label("firstrun.authority"));
    server.add(authority, "growx");
    add(server, "growx");
    add(problem, "growx, wmin 0, gaptop 6");
    add(go, "growx, gaptop 12");
    add(parts.quiet("common.back", back), "split 2, align center, gaptop 4");
    add(parts.quiet("firstrun.server", this::server));
    List.of(address, password, passphrase, again, machine, authority)
        .forEach(each -> each.addActionListener(event -> go()));
  }

  private String sentence(Invitation by) {
    String domain = Harmless.address(by.domain());
    return by.inviter().isPresent()
        ? parts.text("firstrun.invited.by", Harmless.address(by.inviter().get().toString()), domain)
        : parts.text("firstrun.invited", domain);
  }

  private void labelled(String key, JComponent field) {
    JLabel label = parts.label(key + ".label", parts.text(key), "muted", 0.9f, Font.PLAIN);
    label.setLabelFor(field);
    add(label);
    add(field, "growx, gapbottom 6");
  }

  private void server() {
    server.setVisible(!server.isVisible());
    revalidate();
  }

  void create(boolean now) {
    create = now;
    title.setText(parts.text(now ? "firstrun.form.create" : "firstrun.form.login"));
    go.setText(parts.text(now ? "firstrun.go.create" : "firstrun.go.login"));
  }

  void focus() {
    address.requestFocusInWindow();
  }

  private void go() {
    FirstRun.Typed secrets =
        new FirstRun.Typed(password.getPassword(), passphrase.getPassword(), again.getPassword());
    ServerChoice choice = new ServerChoice(machine.getText().trim(), authority.getText().trim());
    model.begin(new FirstRun.Form(create, address.getText(), secrets, choice));
  }

  void show(FirstRun.View view) {
    Optional<Invitation> by = view.invitation().filter(each -> create);
    invited.setVisible(by.isPresent());
    uninvited.setVisible(by.isPresent());
    invited.setText(by.map(this::sentence).orElse(""));
    if (by.flatMap(Invitation::account).isPresent()) {
      address.setText(by.get().account().get().local());
    }
    address.setEditable(!by.flatMap(Invitation::account).isPresent());
    problem.show(view.problem());
    for (JComponent each : List.of(address, password, passphrase, again, machine, authority, go)) {
      each.setEnabled(!view.busy());
    }
    go.setText(
        parts.text(
            view.busy() ? "common.working" : create ? "firstrun.go.create" : "firstrun.go.login"));
    if (view.step() != FirstRun.Step.FORM) {
      List.of(password, passphrase, again).forEach(each -> each.setText(""));
    }
  }
}
