package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Edge;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.QrPicture;
import im.symbolon.views.ChatListModel.Report;
import im.symbolon.views.Harmless;
import im.symbolon.views.Links;
import java.awt.Font;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;

/** What is asked about people, and about links that they send. */
final class People {
  private final Questions questions;
  private final Parts parts;

  People(Questions questions, Parts parts) {
    this.questions = questions;
    this.parts = parts;
  }

  /** Somebody who is to be blocked. */
  record Blocked(Report report, String note) {}

  /**
   * With whom to begin a chat: an address or a link, typed or read from a picture.
   *
   * @param proposed what stands there at first
   */
  Optional<String> newChat(String proposed) {
    JTextField field = parts.field("new.address");
    field.setText(proposed);
    field.putClientProperty("JTextField.placeholderText", parts.text("new.hint"));
    Prose none = new Prose(" ", "danger", 0.93f);
    JPanel form = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]4[]0[]"));
    form.add(field, "growx, wmin 0");
    form.add(
        parts.quiet(
            "new.image",
            () ->
                picture(
                    form,
                    found -> {
                      none.setText(found.isPresent() ? " " : parts.text("new.image.none"));
                      found.ifPresent(field::setText);
                    })),
        "align left");
    form.add(none, "growx, wmin 0");
    return questions
        .ask("new", parts.text("new.title"), form, "new.start", field::getText)
        .filter(typed -> !typed.trim().isEmpty());
  }

  private void picture(JPanel over, Consumer<Optional<String>> then) {
    JFileChooser chooser = new JFileChooser();
    chooser.setName("new.image.chooser");
    if (chooser.showOpenDialog(over) == JFileChooser.APPROVE_OPTION) {
      Thread reading =
          new Thread(
              () -> {
                Optional<String> found = QrPicture.read(chooser.getSelectedFile().toPath());
                SwingUtilities.invokeLater(() -> then.accept(found));
              },
              "symbolon-picture");
      reading.setDaemon(true);
      reading.start();
    }
  }

  /** Whether to block somebody, and what to tell the operator about them. */
  Optional<Blocked> block(BareJid person) {
    String address = Harmless.address(person.toString());
    JRadioButton only = choice("block.only");
    JRadioButton spam = choice("block.spam");
    JRadioButton abuse = choice("block.abuse");
    ButtonGroup one = new ButtonGroup();
    JPanel form = new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]"));
    form.add(
        parts.label("block.title", parts.text("block.title", address), "text", 1.1f, Font.BOLD),
        "wmin 0");
    form.add(new Prose(parts.text("block.text"), "muted", 0.95f), "growx, wmin 0, gapbottom 6");
    for (JRadioButton each : new JRadioButton[] {only, spam, abuse}) {
      one.add(each);
      form.add(each);
    }
    only.setSelected(true);
    JTextArea note = parts.named(new JTextArea(3, 24), "block.note", parts.text("block.note"));
    note.setLineWrap(true);
    note.setWrapStyleWord(true);
    note.setOpaque(false);
    JScrollPane scroll = new JScrollPane(note);
    scroll.setBorder(new Edge());
    form.add(parts.label("block.note"), "gaptop 6");
    form.add(scroll, "growx");
    form.add(parts.label("block.note.hint"));
    Map<JRadioButton, Report> reports =
        Map.of(only, Report.NONE, spam, Report.SPAM, abuse, Report.ABUSE);
    return questions.ask(
        "block",
        parts.text("app.name"),
        form,
        "block.go",
        () -> {
          Report report =
              reports.entrySet().stream()
                  .filter(each -> each.getKey().isSelected())
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse(Report.NONE);
          return new Blocked(report, note.getText());
        });
  }

  private JRadioButton choice(String key) {
    JRadioButton button = new JRadioButton(parts.text(key));
    button.setOpaque(false);
    return parts.named(button, key, parts.text(key));
  }

  /** Whether that square is to be one's picture. */
  boolean picture(JComponent square) {
    return questions
        .ask("picture", parts.text("profile.picture"), square, "profile.picture.show", () -> true)
        .orElse(false);
  }

  /** Whether a link that names keys came from whom it names. */
  boolean verifies(BareJid person) {
    Prose text = new Prose(parts.text("link.verify", Harmless.address(person.toString())));
    return questions
        .ask(
            "verify", parts.text("app.name"), text, "link.verify.yes", "link.verify.no", () -> true)
        .orElse(false);
  }

  /** Whether a link is to be opened that may not lead where it seems to. */
  boolean opens(Links.Link link) {
    JPanel form = new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]"));
    form.add(parts.label("link.title", parts.text("link.title"), "text", 1.1f, Font.BOLD));
    form.add(parts.label("link.leads"), "gaptop 4");
    form.add(parts.label("link.host", link.host(), "text", 1.05f, Font.BOLD), "wmin 0, growx");
    link.doubt()
        .ifPresent(
            key ->
                form.add(new Prose(parts.text(key), "danger", 0.95f), "growx, wmin 0, gaptop 4"));
    return questions
        .ask("link", parts.text("app.name"), form, "link.open", () -> true)
        .orElse(false);
  }
}
