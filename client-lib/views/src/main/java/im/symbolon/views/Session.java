package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One open account: hands out the models of its screens. Close it when the program ends. */
public final class Session implements AutoCloseable {
  private final Messenger messenger;
  private final Backstage backstage;
  private final Media media;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger serials = new AtomicInteger();
  private final State<Connection> connection;
  private final ChatListModel chats;
  private final EmojiModel emoji;
  private final ChatLevels levels;
  private volatile boolean attended = true;
  private volatile Optional<BareJid> shown = Optional.empty();
  private final Faces faces;

  /**
   * Takes the messenger over, without pictures and sound. What is decided about notices lasts as
   * long as this.
   */
  public Session(Messenger messenger, Backstage backstage) {
    this(messenger, ChatLevels.forgotten(), backstage, Media.NONE);
  }

  /** Takes the messenger over. What is decided about notices lasts as long as this. */
  public Session(Messenger messenger, Backstage backstage, Media media) {
    this(messenger, ChatLevels.forgotten(), backstage, media);
  }

  Session(Messenger messenger, ChatLevels levels, Backstage backstage, Media media) {
    this.messenger = messenger;
    this.backstage = backstage;
    this.levels = levels;
    this.media = media;
    this.connection = backstage.state(now());
    this.chats = new ChatListModel(this);
    this.emoji = new EmojiModel(this);
    this.faces = new Faces(this);
    messenger.listen(new Ear());
  }

  private Connection now() {
    return Connection.of(messenger.state(), messenger.account().domain());
  }

  Messenger messenger() {
    return messenger;
  }

  Backstage backstage() {
    return backstage;
  }

  Sound sound() {
    return media.sound();
  }

  /** For a recording: others see that two are not the same, and nothing more. */
  int serial() {
    return serials.incrementAndGet();
  }

  Watch hear(Heard who) {
    heard.add(who);
    return () -> heard.remove(who);
  }

  public BareJid account() {
    return messenger.account();
  }

  public State<Connection> connection() {
    return connection;
  }

  /** The same one every time. */
  public ChatListModel chats() {
    return chats;
  }

  /** The same one every time. */
  public EmojiModel emoji() {
    return emoji;
  }

  /**
   * Whether a person looks at this account's window now. While they do not, nothing of what is open
   * there counts as read.
   */
  public void attend(boolean now) {
    attended = now;
    if (now) {
      heard.forEach(Heard::attended);
    }
  }

  /** Which chat is on the screen, if one is. */
  public void shows(Optional<BareJid> chat) {
    shown = chat;
    attend(attended);
  }

  boolean isAttended() {
    return attended;
  }

  /** Whether a person looks at that chat now. */
  boolean isLookedAt(BareJid chat) {
    return attended && shown.equals(Optional.of(chat));
  }

  ChatLevels levels() {
    return levels;
  }

  /** How people look. The same one every time. */
  public Faces faces() {
    return faces;
  }

  /** One chat; close it when another one is shown. */
  public ChatModel chat(BareJid with) {
    return new ChatModel(this, with);
  }

  /** What is looked for in all chats, or in that one. Close it when the screen goes. */
  public SearchModel search(Optional<BareJid> only) {
    return new SearchModel(this, only);
  }

  /** Close it when the screen goes. */
  public SafetyModel safety(BareJid person) {
    return new SafetyModel(this, person);
  }

  /** What others need to find this account. Close it when the screen goes. */
  public ProfileModel profile() {
    return new ProfileModel(this);
  }

  /** How one message was encrypted. Close it when the screen goes. */
  public SealModel seal(BareJid chat, Target line) {
    return new SealModel(this, chat, line);
  }

  /** Close it when the screen goes. */
  public DevicesModel devices() {
    return new DevicesModel(this);
  }

  /** Close it when the screen goes. */
  public GroupModel group(BareJid room) {
    return new GroupModel(this, room);
  }

  /** Ends the connection and closes the store; what is under way is stored first. */
  @Override
  public void close() {
    messenger.close();
  }

  private final class Ear implements MessengerListener {
    private void tell(Consumer<Heard> news) {
      heard.forEach(news);
    }

    @Override
    public void messageReceived(ChatMessage message) {
      tell(each -> each.typing(message.chat(), message.sender(), false));
      tell(each -> each.received(message));
      tell(each -> each.chat(message.chat()));
    }

    @Override
    public void messageChanged(ChatMessage message) {
      tell(each -> each.chat(message.chat()));
    }

    @Override
    public void chatChanged(BareJid chat) {
      tell(each -> each.chat(chat));
    }

    @Override
    public void typing(BareJid chat, BareJid who, boolean composing) {
      tell(each -> each.typing(chat, who, composing));
    }

    @Override
    public void connectionChanged(ConnectionState state) {
      connection.set(Connection.of(state, messenger.account().domain()));
      tell(Heard::connection);
    }

    @Override
    public void deviceAnnounced() {
      tell(Heard::own);
    }

    @Override
    public void devicesChanged(BareJid person) {
      tell(each -> each.person(person));
      if (person.equals(messenger.account())) {
        tell(Heard::own);
      }
    }

    @Override
    public void membershipChanged(Membership membership) {
      tell(Heard::own);
    }

    @Override
    public void foreignDeviceFound(DeviceId device) {
      tell(Heard::own);
      tell(Heard::strange);
    }

    @Override
    public void contactsChanged() {
      tell(Heard::contacts);
    }

    @Override
    public void portraitChanged(BareJid who) {
      tell(each -> each.portrait(who));
    }

    @Override
    public void presenceChanged(BareJid contact) {
      tell(each -> each.presence(contact));
    }

    @Override
    public void historyProgressed(HistoryProgress progress) {
      tell(Heard::connection); // chats may have come that were not there
    }

    @Override
    public void deviceLinked(DeviceId device) {
      tell(Heard::own);
    }

    @Override
    public void linkingFailed(LinkFailure why) {
      tell(each -> each.linkingFailed(why));
    }

    @Override
    public void contactRequested(BareJid from) {
      tell(each -> each.requested(from));
    }

    @Override
    public void groupChanged(BareJid room) {
      tell(each -> each.group(room));
    }

    @Override
    public void groupInvited(BareJid room, BareJid by) {
      tell(each -> each.group(room));
    }

    @Override
    public void memberUnconfirmed(BareJid room, BareJid member) {
      tell(each -> each.group(room));
    }

    @Override
    public void removedFromGroup(BareJid room) {
      tell(each -> each.group(room));
    }

    @Override
    public void groupStuck(BareJid room) {
      tell(each -> each.group(room));
    }

    @Override
    public void receptionChanged(BareJid room, String id) {
      tell(each -> each.chat(room));
    }
  }
}
