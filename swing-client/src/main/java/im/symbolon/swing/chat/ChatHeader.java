package im.symbolon.swing.chat;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Harmless;
import im.symbolon.views.There;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Whom one talks with, and how safe that is. */
final class ChatHeader extends JPanel {
  private static final int PICTURE = 38;

  private final BareJid chat;
  private final Parts parts;
  private final When when;
  private final JLabel name;
  private final JLabel standing;
  private boolean group;

  /**
   * @param details shows more of that
   */
  ChatHeader(BareJid chat, Parts parts, Runnable details) {
    super(new MigLayout("insets 10 16 10 12, fillx", "[]12[grow]8[]", "[]0[]"));
    this.chat = chat;
    this.parts = parts;
    this.when = new When(parts.texts());
    this.name = parts.label("chat.name", Harmless.name(chat.local()), "text", 1.1f, Font.BOLD);
    this.standing = parts.label("chat.standing", "", "muted", 0.88f, Font.PLAIN);
    add(new Picture(), "spany 2");
    add(name, "growx, wmin 0");
    add(parts.icon(Glyph.SHIELD, "chat.safety", details), "spany 2, wrap");
    add(standing, "growx, wmin 0");
  }

  private final class Picture extends JComponent {
    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(PICTURE), Look.px(PICTURE));
    }

    @Override
    public Dimension getMinimumSize() {
      return getPreferredSize();
    }

    @Override
    protected void paintComponent(Graphics g) {
      Avatar.Square place = new Avatar.Square(0, 0, Look.px(PICTURE));
      parts.pictures().paint(g, chat, name.getText(), group, place);
    }
  }

  void show(ChatModel.View view) {
    boolean person = view.kind().isPerson();
    boolean verified = person && view.verified();
    group = !person;
    name.setText(view.title());
    standing.setText(
        view.writing().isEmpty()
            ? address(view) + safety(person, verified) + there(view)
            : writing(view));
    name.setToolTipText(Harmless.address(chat.toString()));
    standing.setIcon(
        (verified ? Glyph.VERIFIED : Glyph.LOCK).icon(14, verified ? "accent" : "muted"));
    repaint();
  }

  private String writing(ChatModel.View view) {
    if (view.kind().isPerson()) {
      return parts.text("chat.typing");
    }
    String first = view.nameOf(view.writing().get(0));
    return switch (view.writing().size()) {
      case 1 -> parts.text("chat.typing.one", first);
      case 2 -> parts.text("chat.typing.two", first, view.nameOf(view.writing().get(1)));
      default -> parts.text("chat.typing.several", first, view.writing().size() - 1);
    };
  }

  /** Where the name alone does not say who it is. */
  private String address(ChatModel.View view) {
    boolean needed = view.who().needsAddress() || view.kind() == ChatItem.Kind.REQUEST;
    return needed ? Harmless.address(chat.toString()) + " · " : "";
  }

  private String there(ChatModel.View view) {
    There there = view.who().there();
    if (there.kind() == There.Kind.UNKNOWN || view.kind() != ChatItem.Kind.PERSON) {
      return "";
    } else if (!there.since().isPresent() || there.kind() == There.Kind.BUSY) {
      return " · " + parts.text("there." + there.key());
    }
    String since = when.brief(there.since().get());
    return " · " + parts.text(there.kind() == There.Kind.AWAY ? "there.idle" : "there.seen", since);
  }

  private String safety(boolean person, boolean verified) {
    String encrypted = parts.text("chat.encrypted");
    String more = parts.text(verified ? "chat.verified" : "chat.unverified");
    return person ? encrypted + " · " + more : encrypted;
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    g.setColor(Look.color("line"));
    g.fillRect(0, getHeight() - 1, getWidth(), 1);
  }
}
