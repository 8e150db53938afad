package im.symbolon.swing.profile;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Drawn;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.QrView;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.Harmless;
import im.symbolon.views.ProfileModel;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** The own address, link and code, and who is blocked. Close it when it goes. */
public final class ProfilePane extends JPanel {
  private static final int CODE = 260;
  private static final int PICTURE = 84;

  private final ProfileModel model;
  private final Parts parts;
  private final Watches watches = new Watches();
  private final QrView code;
  private final JLabel copied;
  private final ProblemLine problem;
  private final JTextField nick;
  private final JButton remove;
  private final JLabel title;
  private final JPanel blocked = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]"));

  /**
   * @param asks shows something in a window of its own, and is told whether it was meant
   */
  public ProfilePane(ProfileModel model, Parts parts, Predicate<JComponent> asks) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.model = model;
    this.parts = parts;
    this.code = new QrView(CODE, parts.text("profile.title"));
    this.copied = parts.label("profile.copied", " ", "accent", 0.93f, Font.PLAIN);
    this.problem = new ProblemLine(parts.texts());
    this.nick = parts.field("profile.nick");
    this.remove = parts.quiet("profile.picture.remove", model::showNothing);
    this.title = parts.heading("profile.blocked");
    setOpaque(false);
    blocked.setOpaque(false);
    code.setName("profile.code");
    String address = model.account().toString();
    JPanel head = new JPanel(new MigLayout("insets 0, fillx, hidemode 3", "[]18[grow]", "[]6[]"));
    head.setOpaque(false);
    head.add(parts.named(new Own(), "profile.own", address), "spany 2");
    head.add(
        parts.label("profile.address", address, "text", 1.1f, Font.BOLD), "growx, wmin 0, wrap");
    Choosing choosing = new Choosing(model, parts, asks);
    head.add(parts.button("profile.picture.choose", () -> choosing.choose(this)), "split 2");
    head.add(remove);
    add(head, "growx");
    add(problem, "growx, wmin 0");
    add(parts.label("profile.nick"));
    nick.addActionListener(event -> model.call(nick.getText()));
    add(nick, "growx, wmin 0, wmax 320, split 2");
    add(parts.button("common.save", () -> model.call(nick.getText())));
    add(new Prose(parts.text("profile.public"), "muted", 0.93f), "growx, wmin 0");
    add(parts.heading("profile.link"), "gaptop 14");
    add(new Prose(parts.text("profile.scan"), "muted", 0.95f), "growx, wmin 0");
    add(code, "align left, gaptop 4");
    add(parts.button("profile.copy", this::copy), "split 2, gaptop 4");
    add(copied);
    add(title, "gaptop 16");
    add(blocked, "growx");
    watches.add(model.state().watch(this::show));
  }

  private void copy() {
    StringSelection link = new StringSelection(model.state().value().link());
    Toolkit.getDefaultToolkit().getSystemClipboard().setContents(link, null);
    copied.setText(parts.text("profile.copied"));
  }

  private void show(ProfileModel.View view) {
    code.show(view.link());
    remove.setVisible(view.picture());
    if (!nick.isFocusOwner() && !nick.getText().equals(view.nick())) {
      nick.setText(view.nick());
    }
    code.getAccessibleContext().setAccessibleDescription(view.link());
    problem.show(view.problem());
    List<BareJid> people = view.blocked();
    title.setVisible(!people.isEmpty());
    blocked.removeAll();
    for (BareJid each : people) {
      String address = Harmless.address(each.toString());
      JPanel row = new JPanel(new MigLayout("insets 2 0 2 0, fillx", "[grow][]"));
      row.setOpaque(false);
      row.add(parts.label("blocked." + each, address, "text", 1f, Font.PLAIN), "growx, wmin 0");
      row.add(parts.quiet("profile.unblock", () -> model.unblock(each)));
      blocked.add(row, "growx");
    }
    revalidate();
    repaint();
  }

  /** As others see it. */
  private final class Own extends Drawn {
    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(PICTURE), Look.px(PICTURE));
    }

    @Override
    protected void paintComponent(Graphics g) {
      BareJid own = model.account();
      Avatar.Square place = new Avatar.Square(0, 0, Look.px(PICTURE));
      parts.pictures().paint(g, own, own.local(), false, place);
    }
  }

  public void close() {
    watches.close();
    model.close();
  }
}
