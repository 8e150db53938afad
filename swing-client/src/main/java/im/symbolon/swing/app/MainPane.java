package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.chat.ChatPane;
import im.symbolon.swing.devices.DevicesPane;
import im.symbolon.swing.group.GroupPane;
import im.symbolon.swing.list.ChatListPane;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Pictures;
import im.symbolon.swing.look.SidePanel;
import im.symbolon.swing.look.Token;
import im.symbolon.swing.profile.ProfilePane;
import im.symbolon.swing.safety.SafetyPane;
import im.symbolon.swing.safety.SealPane;
import im.symbolon.swing.search.FoundPane;
import im.symbolon.swing.settings.AccountPart;
import im.symbolon.swing.settings.SettingsPane;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Found;
import im.symbolon.views.Harmless;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import im.symbolon.views.SafetyModel;
import im.symbolon.views.SearchModel;
import im.symbolon.views.Session;
import im.symbolon.views.SettingsModel;
import java.awt.BorderLayout;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** The window of an open account: where one can go, the chats, and what is open of them. */
final class MainPane extends JPanel {
  private final Session session;
  private final Around around;
  private final SettingsModel settings;
  private final Parts parts;
  private final Questions questions;
  private final People people;
  private final List<Shortcut> shortcuts;
  private final Rail rail;
  private final ChatListPane list;
  private final JPanel center = new JPanel(new BorderLayout());
  private final Columns columns;
  private Optional<ChatPane> chat = Optional.empty();
  private Optional<JComponent> side = Optional.empty();
  private Runnable closeSide = () -> {};

  /** What is done by the window around it. */
  interface Around {
    List<Shortcut> keys();

    /** To another account. */
    void go(BareJid account);

    /** To one that is not on this computer yet. */
    void another();

    /** Takes this one off this computer. */
    void remove();
  }

  MainPane(Session session, Program program, Parts usual, Around around) {
    super(new BorderLayout());
    this.session = session;
    this.around = around;
    this.settings = program.settings();
    this.parts = usual.seeing(new Pictures(session.faces(), this::repaint));
    this.questions = new Questions(this, parts);
    this.people = new People(questions, parts);
    this.rail = new Rail(session.account(), parts, this::account);
    this.list =
        new ChatListPane(
            session.chats(),
            parts,
            new ChatListPane.Begins(
                this::newChat, this::newGroup, this::devices, item -> block(item.chat())),
            item -> open(item.chat()));
    SearchModel search = session.search(Optional.empty());
    list.finding(new FoundPane(search, parts, this::open), search);
    this.shortcuts = new Keys(this, list).all(around.keys());
    this.columns = new Columns(list, center, parts, this::back);
    setName("main");
    rail();
    Banner banner = new Banner(parts);
    JPanel right = new JPanel(new BorderLayout());
    right.setOpaque(false);
    right.add(banner, BorderLayout.NORTH);
    right.add(columns, BorderLayout.CENTER);
    add(rail, BorderLayout.LINE_START);
    add(right, BorderLayout.CENTER);
    session.connection().watch(banner::show);
    chats();
  }

  private void rail() {
    rail.place(Glyph.CHATS, "rail.chats", this::chats);
    rail.place(Glyph.DEVICES, "rail.devices", this::devices);
    rail.place(Glyph.HELP, "rail.help", this::help);
    rail.place(Glyph.SETTINGS, "rail.settings", this::settings);
  }

  /** All accounts that there are, for the rail. */
  void accounts(List<Rail.Account> all) {
    rail.show(all);
  }

  private void account(BareJid account) {
    if (account.equals(session.account())) {
      profile();
    } else {
      around.go(account);
    }
  }

  /** To the list, where it is not beside what is open. */
  private void back() {
    rail.select("rail.chats");
    columns.front(false, false);
    session.shows(Optional.empty());
    list.requestFocusInWindow();
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
    columns.front(chat.isPresent(), false);
    session.shows(chat.map(ChatPane::chat));
    shown();
  }

  /** From whatever is open to what is behind it. */
  void close() {
    if (columns.isNarrow() && !side.isPresent() && rail.isAt("rail.chats")) {
      back();
    } else {
      chats();
    }
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
                () -> session.search(Optional.of(with)),
                () -> block(with),
                line -> seal(with, line),
                this::follow,
                this::person,
                () -> settings.state().value().enterSends()));
    pane.draft(draftOf(with));
    chat = Optional.of(pane);
    list.select(Optional.of(with));
    chats();
    pane.focus();
  }

  /** Goes to a message. */
  private void open(Found found) {
    open(found.chat());
    chat.ifPresent(pane -> pane.show(found.line()));
  }

  /** Looks for something in the open chat, or in all when there is none. */
  void find() {
    if (chat.filter(ChatPane::isShowing).isPresent()) {
      chat.get().find();
    } else {
      list.search();
    }
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
        new SidePanel(title, parts.icon(Glyph.CLOSE, "common.close", this::chats), content, false);
    panel.setName("side");
    closeSide = close;
    side = Optional.of(panel);
    if (columns.isNarrow()) {
      center.removeAll();
      center.add(panel, BorderLayout.CENTER);
      columns.front(true, true);
    } else {
      center.add(panel, BorderLayout.LINE_END);
    }
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
    session.shows(Optional.empty());
    closeSide = close;
    center.add(
        new SidePanel(title, parts.icon(Glyph.CLOSE, "common.close", this::chats), content, true),
        BorderLayout.CENTER);
    columns.front(true, true);
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
    pane.add(new AccountPart(session, parts, around::another, this::remove), "growx, gaptop 16");
    place("rail.settings", parts.title("settings.title"), pane, () -> {});
  }

  private void remove() {
    String account = session.account().toString();
    if (questions.sure(parts.text("account.remove.sure", account), "common.remove")) {
      around.remove();
    }
  }

  void help() {
    place("rail.help", parts.title("help.title"), new HelpPane(shortcuts, parts), () -> {});
  }

  void newChat() {
    newChat("");
  }

  /** With whom, as far as that is known. */
  void newChat(String proposed) {
    people.newChat(proposed).ifPresent(this::begin);
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

  private void person(BareJid who) {
    if (who.equals(session.account())) {
      profile();
    } else {
      safety(who);
    }
  }

  private void seal(BareJid chat, Line line) {
    SealPane pane = new SealPane(session.seal(chat, line.target()), parts);
    side(parts.heading("seal.title"), pane, pane::close);
  }

  private void profile() {
    ProfilePane pane = new ProfilePane(session.profile(), parts, people::picture);
    String own = "rail.account." + session.account();
    place(own, parts.title("profile.title"), pane, pane::close);
  }

  void newGroup() {
    questions
        .newGroup()
        .ifPresent(made -> session.chats().createGroup(made.name(), made.members(), this::open));
  }

  private void shown() {
    center.setBackground(Look.color("window"));
    center.applyComponentOrientation(parts.orientation());
    center.revalidate();
    center.repaint();
  }
}
