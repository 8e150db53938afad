package im.symbolon.swing.chat;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Harmless;
import java.awt.Graphics;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** What stands in place of the field to write in, where one cannot write. */
final class Foot extends JPanel {
  private final Parts parts;
  private final JLabel icon = new JLabel();
  private final Prose why = new Prose("", "text", 0.97f);
  private final Prose doubt = new Prose("", "danger", 0.93f);
  private final JButton join;
  private final JButton accept;
  private final JButton block;
  private final JButton unblock;
  private final JButton refuse;
  private final ChatListModel list;

  Foot(ChatListModel list, ChatModel model, Parts parts, Runnable asksToBlock) {
    super(new MigLayout("insets 14 18 16 18, fillx, hidemode 3", "[]12[grow]12[]"));
    this.parts = parts;
    this.list = list;
    this.refuse = parts.quiet("chat.request.refuse", () -> list.refuse(model.chat()));
    this.join = parts.primary("chat.join", () -> list.join(model.chat()));
    this.accept = parts.primary("chat.request.accept", () -> list.accept(model.chat()));
    this.block = parts.quiet("chat.block", asksToBlock);
    this.unblock = parts.button("chat.unblock", () -> list.unblock(model.chat()));
    setOpaque(false);
    why.setName("chat.closed");
    JPanel words = new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]"));
    words.setOpaque(false);
    words.add(why, "growx, wmin 0");
    words.add(doubt, "growx, wmin 0");
    JPanel buttons = new JPanel(new MigLayout("insets 0, hidemode 3"));
    buttons.setOpaque(false);
    for (JButton each : List.of(join, accept, refuse, block, unblock)) {
      buttons.add(each);
    }
    add(icon, "top");
    add(words, "growx, wmin 0");
    add(buttons);
  }

  void show(ChatModel.View view, ChatModel model) {
    ChatItem.Kind kind = view.kind();
    boolean open = view.isOpen();
    boolean asks = open && asks(model);
    String address = Harmless.address(model.chat().toString());
    why.setText(
        switch (kind) {
          case INVITATION -> parts.text("chat.invitation");
          case REQUEST -> parts.text("chat.request", address);
          case BLOCKED -> parts.text("chat.blocked", address);
          case PERSON -> parts.text("chat.request.presence", address);
          default -> parts.text("chat.former");
        });
    why.getAccessibleContext().setAccessibleName(why.getText());
    boolean request = kind == ChatItem.Kind.REQUEST;
    boolean blocked = kind == ChatItem.Kind.BLOCKED;
    icon.setIcon((blocked ? Glyph.BLOCK : Glyph.KNOCK).icon(22, "muted"));
    icon.setVisible(request || blocked || asks);
    join.setVisible(kind == ChatItem.Kind.INVITATION);
    accept.setVisible(request || asks);
    refuse.setVisible(asks);
    block.setVisible(request || asks);
    unblock.setVisible(blocked);
    doubt.setText(view.who().doubt().map(each -> parts.texts().text("doubt", each)).orElse(""));
    doubt.setVisible(request && view.who().doubt().isPresent());
    setVisible(!open || asks);
    revalidate();
  }

  /** Whether they would like to see when we are there. */
  private boolean asks(ChatModel model) {
    return list.state().value().requests().stream()
        .anyMatch(each -> each.presence() && each.item().chat().equals(model.chat()));
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    g.setColor(Look.color("line"));
    g.fillRect(0, 0, getWidth(), 1);
  }
}
