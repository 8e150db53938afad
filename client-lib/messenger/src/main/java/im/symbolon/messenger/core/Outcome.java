package im.symbolon.messenger.core;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What transactions did, to be acted on and told once they were committed. Used by one thread. */
public final class Outcome {
  private final List<ChatMessage> received = new ArrayList<>();
  private final List<ChatMessage> changed = new ArrayList<>();
  private final Set<BareJid> chats = new TreeSet<>();
  private final Set<BareJid> queued = new TreeSet<>();
  private final Set<BareJid> returned = new TreeSet<>();
  private final Set<BareJid> heard = new TreeSet<>();
  private final Set<BareJid> devicesChanged = new TreeSet<>();
  private final List<Consumer<MessengerListener>> news = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Set<DeviceAddress> unlisted = new TreeSet<>();
  private boolean keysDue;
  private boolean replaced;

  /** This, and what a later transaction did. */
  public Outcome and(Outcome later) {
    received.addAll(later.received);
    changed.addAll(later.changed);
    chats.addAll(later.chats);
    queued.addAll(later.queued);
    returned.addAll(later.returned);
    heard.addAll(later.heard);
    devicesChanged.addAll(later.devicesChanged);
    news.addAll(later.news);
    this.later.addAll(later.later);
    unlisted.addAll(later.unlisted);
    keysDue |= later.keysDue;
    replaced |= later.replaced;
    return this;
  }

  /** What does something to another entry is no message to people: their chat changed. */
  public void received(ChatMessage message) {
    chats.add(message.chat());
    if (!message.isAct()) {
      (message.outgoing() ? changed : received).add(message);
    }
  }

  public void changed(ChatMessage message) {
    chats.add(message.chat());
    if (!message.isAct()) {
      changed.add(message);
    }
  }

  /** Something is shown of that chat that is otherwise than before. */
  public void chatChanged(BareJid chat) {
    chats.add(chat);
  }

  public Set<BareJid> chats() {
    return Collections.unmodifiableSet(chats);
  }

  /** Messages to this contact came back and are to be sent again. */
  public void returned(BareJid contact) {
    returned.add(contact);
  }

  /** The outbox has something new for this contact. */
  public void queued(BareJid contact) {
    queued.add(contact);
  }

  /** A device of this contact is there: something authentic came from it. */
  public void heard(BareJid contact) {
    heard.add(contact);
  }

  /** This person has other devices than before, or they are thought of otherwise. */
  public void devicesChanged(BareJid person) {
    devicesChanged.add(person);
  }

  /** A device is there that its owner's signed list has not: there may be a newer one. */
  public void unlisted(DeviceAddress device) {
    unlisted.add(device);
  }

  /** A published key was used, or somebody does not know this device. */
  public void keysDue() {
    keysDue = true;
  }

  /** Something that listeners are told, beside messages and devices. */
  public void news(Consumer<MessengerListener> call) {
    news.add(call);
  }

  /** To be done once the transaction was committed: quick, and nothing that the store must know. */
  public void afterwards(Runnable task) {
    later.add(task);
  }

  public List<Runnable> afterwards() {
    return Collections.unmodifiableList(later);
  }

  public List<Consumer<MessengerListener>> news() {
    return Collections.unmodifiableList(news);
  }

  /** Another device took this one's place: there is a copy of its store. */
  public void replaced() {
    replaced = true;
  }

  public boolean wasReplaced() {
    return replaced;
  }

  public List<ChatMessage> received() {
    return Collections.unmodifiableList(received);
  }

  public List<ChatMessage> changed() {
    return Collections.unmodifiableList(changed);
  }

  public Set<BareJid> queued() {
    return Collections.unmodifiableSet(queued);
  }

  public Set<BareJid> returned() {
    return Collections.unmodifiableSet(returned);
  }

  public Set<BareJid> heard() {
    return Collections.unmodifiableSet(heard);
  }

  public Set<BareJid> devicesChanged() {
    return Collections.unmodifiableSet(devicesChanged);
  }

  public Set<DeviceAddress> unlisted() {
    return Collections.unmodifiableSet(unlisted);
  }

  public boolean areKeysDue() {
    return keysDue;
  }
}
