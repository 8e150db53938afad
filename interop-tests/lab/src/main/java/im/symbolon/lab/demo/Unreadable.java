package im.symbolon.lab.demo;

import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the lines that stand in a device's chats in the place of a message. */
final class Unreadable {
  private static final int ALL = 10_000;

  private static final Set<Note> IN_PLACE_OF_A_MESSAGE =
      EnumSet.of(
          Note.NOT_FOR_THIS_DEVICE,
          Note.NO_SESSION,
          Note.NOT_AUTHENTIC,
          Note.TOO_FAR_AHEAD,
          Note.IDENTITY_CHANGED,
          Note.MISDIRECTED,
          Note.UNENCRYPTED,
          Note.CONFLICTING,
          Note.UNKNOWN_ENCRYPTION,
          Note.TOO_LARGE,
          Note.MESSAGE_MISSING);

  private Unreadable() {}

  /** What is so now, and what its owner was told in longer chats than are looked at. */
  static int on(Device device, Collection<BareJid> chats) throws StoreException {
    List<ChatMessage> lines = new ArrayList<>();
    for (BareJid each : chats) {
      List<ChatMessage> chat = device.messenger().history(each, ALL);
      lines.addAll(chat);
      if (chat.size() == ALL) {
        device.notes().stream().filter(m -> m.chat().equals(each)).forEach(lines::add);
      }
    }
    Set<String> found = new HashSet<>();
    for (ChatMessage each : lines) {
      if (each.note().filter(IN_PLACE_OF_A_MESSAGE::contains).isPresent()) {
        found.add(each.chat() + " " + each.sender() + " " + each.id());
      }
    }
    return found.size();
  }
}
