package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/**
 * Where what is said in rooms is stored. Called under the promise of {@link
 * im.symbolon.messenger.xmpp.StanzaSink}: on the thread that reads the connection, in the order of
 * arrival, before the server may forget it. It must not wait for the network.
 */
public interface RoomSink {
  /**
   * Takes a message, or the error for one of ours, of a room that we want to be in. It may come
   * again.
   *
   * @throws Exception when it could not be stored, so that it must come again
   */
  void accept(RoomMessage message) throws Exception;

  /**
   * Takes an invitation by somebody we know. It may come again.
   *
   * @throws Exception when it could not be stored, so that it must come again
   */
  void invited(Invitation invitation) throws Exception;

  /**
   * Since when things said in that room may be missing here that its archive will not give: then
   * its history is asked for. Called before each entering; answers at once.
   */
  default Optional<Instant> missesSince(BareJid room) {
    return Optional.empty();
  }

  /** Whether we know that account, though it is not on the contact list. Answers at once. */
  default boolean knows(BareJid account) {
    return false;
  }
}
