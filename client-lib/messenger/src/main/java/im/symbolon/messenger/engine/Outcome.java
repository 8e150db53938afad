package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a transaction did, to be told once it was committed. Used by one thread. */
final class Outcome {
  private final List<ChatMessage> received = new ArrayList<>();
  private final List<ChatMessage> changed = new ArrayList<>();
  private final List<BareJid> returnedBy = new ArrayList<>();
  private boolean queued;

  void received(ChatMessage message) {
    (message.outgoing() ? changed : received).add(message);
  }

  void changed(ChatMessage message) {
    changed.add(message);
  }

  /** Messages to this contact came back and are to be sent again. */
  void returned(BareJid contact) {
    returnedBy.add(contact);
    queued = true;
  }

  List<BareJid> returnedBy() {
    return Collections.unmodifiableList(returnedBy);
  }

  void queued() {
    queued = true;
  }

  List<ChatMessage> received() {
    return Collections.unmodifiableList(received);
  }

  List<ChatMessage> changed() {
    return Collections.unmodifiableList(changed);
  }

  /** True when the outbox has something new. */
  boolean hasQueued() {
    return queued;
  }
}
