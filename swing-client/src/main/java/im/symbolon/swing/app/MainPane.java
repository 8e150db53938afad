package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.chat.ChatPane;
import im.symbolon.swing.devices.DevicesPane;
import im.symbolon.swing.firstrun.Token;
import im.symbolon.swing.group.GroupPane;
import im.symbolon.swing.list.ChatListPane;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Pictures;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.SidePanel;
import im.symbolon.swing.profile.ProfilePane;
import im.symbolon.swing.safety.SafetyPane;
import im.symbolon.swing.safety.SealPane;
import im.symbolon.swing.settings.SettingsPane;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Harmless;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import im.symbolon.views.SafetyModel;
import im.symbolon.views.Session;
import im.symbolon.views.SettingsModel;
import java.awt.BorderLayout;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import net.miginfocom.swing.MigLayout;

/** The window of an open account: where one can go, the chats, and what is open of them. */
final class MainPane extends JPanel {
  private static final int LIST = 300;

  private final Session session;
  private final SettingsModel settings;
  private final Parts parts;
  private final Questions questions;
  private final People people;
  private final List<Shortcut> shortcuts;
  private final Rail rail;
  private final ChatListPane list;
  private final JPanel center = new JPanel(new BorderLayout());
  private final JSplitPane split = new JSplitPane();
  private Optional<ChatPane> chat = Optional.empty();
  private Optional<JComponent> side = Optional.empty();
  private Runnable closeSide = () -> {};

  MainPane(Session session, SettingsModel settings, Parts usual, Supplier<List<Shortcut>> more) {
    super(new BorderLayout());
    this.session = session;
    this.settings = settings;
    this.parts = usual.seeing(new Pictures(session.faces(), this::repaint));
    this.questions = new Questions(this, parts);
    this.people = new People(questions, parts);
    this.rail = new Rail(session.account(), parts, this::profile);
    this.list =
        new ChatListPane(
            session.chats(),
            parts,
            new ChatListPane.Begins(
                this::newChat, this::newGroup, this::devices, item -> block(item.chat())),
            item -> open(item.chat()));
    this.shortcuts = new Keys(this, list).all(more.get());
    setName("main");
    rail();
    split.setLeftComponent(list);
    split.setRightComponent(center);
    split.setDividerLocation(Look.px(LIST));
    split.setDividerSize(1);
    split.setContinuousLayout(true);
    split.setBorder(null);
    Banner banner = new Banner(parts);
    JPanel right = new JPanel(new BorderLayout());
    right.add(banner, BorderLayout.NORTH);
    right.add(split, BorderLayout.CENTER);
    add(rail, BorderLayout.WEST);
    add(right, BorderLayout.CENTER);
    session.connection().watch(banner::show);
    chats();
  }

  private void rail() {
    rail.place(Glyph.CHATS, "rail.chats", parts, this::chats);
    rail.place(Glyph.DEVICES, "rail.devices", parts, this::devices);
    rail.place(Glyph.HELP, "rail.help", parts, this::help);
    rail.place(Glyph.SETTINGS, "rail.settings", parts, this::settings);
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  List<Shortcut> shortcuts() {
    return shortcuts;
  }

  /** Shows what is open of the chats. */
  void chats() {
    rail.select("rail.chats");
    noSide();
    center.removeAll();
    center.add(chat.isPresent() ? chat.get() : nothing(), BorderLayout.CENTER);
    shown();
  }

  private JPanel nothing() {
    JPanel panel = new JPanel(new MigLayout("fill, wrap 1", "[center]", "push[]8[]2[]push"));
    panel.setOpaque(false);
    panel.add(new Token(56));
    panel.add(parts.heading("chat.none"));
    panel.add(parts.label("chat.none.text", shortcuts.get(0).shown()));
    return panel;
  }

  void open(BareJid with) {
    if (chat.filter(open -> open.chat().equals(with)).isPresent()) {
      chats();
      chat.get().focus();
      return;
    }
    closeChat();
    session.chats().opened(with);
    ChatModel model = session.chat(with);
    ChatPane pane =
        new ChatPane(
            model,
            session.chats(),
            parts,
            new ChatPane.Does(
                () -> details(model),
                () -> safety(with),
                this::devices,
                () -> block(with),
                line -> seal(with, line),
                this::follow,
                () -> settings.state().value().enterSends()));
    pane.draft(draftOf(with));
    chat = Optional.of(pane);
    list.select(Optional.of(with));
    chats();
    pane.focus();
  }

  void answerLast() {
    chat.ifPresent(ChatPane::answerLast);
  }

  void editLast() {
    chat.ifPresent(ChatPane::editLast);
  }

  void menuOfLast() {
    chat.filter(ChatPane::isShowing).ifPresent(ChatPane::menuOfLast);
  }

  private void closeChat() {
    chat.ifPresent(ChatPane::close);
    chat = Optional.empty();
  }

  /** Keeps what was begun to be written, when the window goes. */
  void closing() {
    closeChat();
  }

  private String draftOf(BareJid with) {
    return session.chats().state().value().chats().stream()
        .filter(each -> each.chat().equals(with))
        .findFirst()
        .flatMap(ChatItem::draft)
        .orElse("");
  }

  /** Of whoever the open chat is with. */
  void details() {
    chat.ifPresent(open -> details(session.chat(open.chat())));
  }

  private void details(ChatModel model) {
    ChatItem.Kind kind =
        session.chats().state().value().chats().stream()
            .filter(each -> each.chat().equals(model.chat()))
            .map(ChatItem::kind)
            .findFirst()
            .orElse(ChatItem.Kind.PERSON);
    if (kind.isPerson()) {
      safety(model.chat());
    } else {
      group(model.chat());
    }
  }

  private void safety(BareJid person) {
    safety(person, Optional.empty());
  }

  private void safety(BareJid person, Optional<String> code) {
    SafetyModel model = session.safety(person);
    SafetyPane pane = new SafetyPane(model, parts, () -> block(person));
    side(parts.heading("safety.with", Harmless.name(person.local())), pane, pane::close);
    code.ifPresent(model::scanned);
  }

  private void group(BareJid room) {
    GroupPane.Asks asks = new GroupPane.Asks(questions::sure, this::safety);
    GroupPane pane = new GroupPane(session.group(room), parts, asks);
    side(parts.heading("group.title"), pane, pane::close);
  }

  private void side(JComponent title, JComponent content, Runnable close) {
    noSide();
    SidePanel panel =
        new SidePanel(title, parts.icon(Glyph.CLOSE, "common.close", this::noSide), content, false);
    panel.setName("side");
    closeSide = close;
    side = Optional.of(panel);
    center.add(panel, BorderLayout.EAST);
    shown();
  }

  /** Closes what stands beside the chat. */
  void noSide() {
    closeSide.run();
    closeSide = () -> {};
    side.ifPresent(center::remove);
    side = Optional.empty();
    shown();
  }

  private void place(String key, JComponent title, JComponent content, Runnable close) {
    noSide();
    rail.select(key);
    center.removeAll();
    closeSide = close;
    center.add(
        new SidePanel(title, parts.icon(Glyph.CLOSE, "common.close", this::chats), content, true),
        BorderLayout.CENTER);
    shown();
  }

  void devices() {
    DevicesPane.Asks asks = new DevicesPane.Asks(questions::sure, questions::text);
    DevicesPane pane = new DevicesPane(session.devices(), parts, asks);
    place("rail.devices", parts.title("devices.title"), pane, pane::close);
  }

  void settings() {
    JPanel pane = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]"));
    pane.setOpaque(false);
    pane.add(new SettingsPane(settings, parts), "growx");
    pane.add(parts.heading("settings.account"), "gaptop 16");
    pane.add(new Prose(session.account().toString(), "muted", 0.95f), "growx, wmin 0");
    place("rail.settings", parts.title("settings.title"), pane, () -> {});
  }

  void help() {
    place("rail.help", parts.title("help.title"), new HelpPane(shortcuts, parts), () -> {});
  }

  void newChat() {
    people.newChat().ifPresent(this::begin);
  }

  /** With somebody who was named by an address or a link. */
  private void begin(String given) {
    session
        .chats()
        .begin(
            given,
            begun -> {
              open(begun.person());
              if (begun.code().isPresent() && people.verifies(begun.person())) {
                safety(begun.person(), begun.code());
              }
            });
  }

  private void block(BareJid person) {
    people
        .block(person)
        .ifPresent(meant -> session.chats().block(person, meant.report(), meant.note()));
  }

  /** Opens a link; one that may not lead where it seems to is asked about. */
  private void follow(Links.Link link) {
    if (link.isXmpp()) {
      begin(link.address());
    } else if (!link.doubt().isPresent() || people.opens(link)) {
      Links.uri(link).ifPresent(Browser::open);
    }
  }

  private void seal(BareJid chat, Line line) {
    SealPane pane = new SealPane(session.seal(chat, line.target()), parts);
    side(parts.heading("seal.title"), pane, pane::close);
  }

  private void profile() {
    ProfilePane pane = new ProfilePane(session.profile(), parts, people::picture);
    place("rail.account", parts.title("profile.title"), pane, pane::close);
  }

  void newGroup() {
    questions
        .newGroup()
        .ifPresent(made -> session.chats().createGroup(made.name(), made.members(), this::open));
  }

  private void shown() {
    center.setBackground(Look.color("window"));
    center.revalidate();
    center.repaint();
  }
}
