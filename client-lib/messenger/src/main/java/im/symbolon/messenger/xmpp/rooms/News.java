package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.RoomChannel;
import im.symbolon.protocol.BareJid;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells a {@link RoomListener} where events are told. Of what changes over and over, there is only
 * ever one word under way for each room.
 */
final class News {
  /** What may change over and over. */
  enum Kind {
    OCCUPANTS,
    AFFILIATIONS,
    CONFIGURATION,
    SUBJECT,
    AVATAR
  }

  private record Word(Kind kind, BareJid room) {}

  private final RoomChannel channel;
  private final RoomListener listener;
  private final Set<Word> underWay = new HashSet<>();

  News(RoomChannel channel, RoomListener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  void joined(BareJid room, Nick as) {
    channel.tell(() -> listener.joined(room, as));
  }

  void left(BareJid room, Departure why) {
    channel.tell(() -> listener.left(room, why));
  }

  void changed(Kind kind, BareJid room) {
    Word word = new Word(kind, room);
    synchronized (underWay) {
      if (!underWay.add(word)) {
        return;
      }
    }
    channel.tell(
        () -> {
          synchronized (underWay) {
            underWay.remove(word);
          }
          tell(word);
        });
  }

  private void tell(Word word) {
    switch (word.kind()) {
      case OCCUPANTS -> listener.occupantsChanged(word.room());
      case AFFILIATIONS -> listener.affiliationsChanged(word.room());
      case CONFIGURATION -> listener.configurationChanged(word.room());
      case SUBJECT -> listener.subjectChanged(word.room());
      case AVATAR -> listener.avatarChanged(word.room());
    }
  }
}
