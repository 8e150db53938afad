package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What transactions did, to be acted on and told once they were committed. Used by one thread. */
final class Outcome {
  private final List<ChatMessage> received = new ArrayList<>();
  private final List<ChatMessage> changed = new ArrayList<>();
  private final Set<BareJid> queued = new TreeSet<>();
  private final Set<BareJid> returned = new TreeSet<>();
  private final Set<BareJid> heard = new TreeSet<>();
  private final Set<BareJid> devicesChanged = new TreeSet<>();
  private boolean keysDue;

  /** This, and what a later transaction did. */
  Outcome and(Outcome later) {
    received.addAll(later.received);
    changed.addAll(later.changed);
    queued.addAll(later.queued);
    returned.addAll(later.returned);
    heard.addAll(later.heard);
    devicesChanged.addAll(later.devicesChanged);
    keysDue |= later.keysDue;
    return this;
  }

  void received(ChatMessage message) {
    (message.outgoing() ? changed : received).add(message);
  }

  void changed(ChatMessage message) {
    changed.add(message);
  }

  /** Messages to this contact came back and are to be sent again. */
  void returned(BareJid contact) {
    returned.add(contact);
  }

  /** The outbox has something new for this contact. */
  void queued(BareJid contact) {
    queued.add(contact);
  }

  /** A device of this contact is there: something authentic came from it. */
  void heard(BareJid contact) {
    heard.add(contact);
  }

  /** This person has other devices than before, or they are thought of otherwise. */
  void devicesChanged(BareJid person) {
    devicesChanged.add(person);
  }

  /** A published key was used, or somebody does not know this device. */
  void keysDue() {
    keysDue = true;
  }

  List<ChatMessage> received() {
    return Collections.unmodifiableList(received);
  }

  List<ChatMessage> changed() {
    return Collections.unmodifiableList(changed);
  }

  Set<BareJid> queued() {
    return Collections.unmodifiableSet(queued);
  }

  Set<BareJid> returned() {
    return Collections.unmodifiableSet(returned);
  }

  Set<BareJid> heard() {
    return Collections.unmodifiableSet(heard);
  }

  Set<BareJid> devicesChanged() {
    return Collections.unmodifiableSet(devicesChanged);
  }

  boolean areKeysDue() {
    return keysDue;
  }
}
