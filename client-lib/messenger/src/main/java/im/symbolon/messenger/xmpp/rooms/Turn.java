package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.StanzaError;

/** What a presence changed for us. */
sealed interface Turn {
  /** Nothing that anybody wants to know. */
  record Nothing() implements Turn {}

  /**
   * Somebody came, went or changed.
   *
   * @param affiliation whether what somebody is to the room for good changed, too
   */
  record Changed(boolean affiliation) implements Turn {}

  /** The room has another picture. */
  record Portrayed() implements Turn {}

  /**
   * We are in.
   *
   * @param made whether there was no such room before
   */
  record Entered(boolean made) implements Turn {}

  /** We are not let in. */
  record Refused(StanzaError why) implements Turn {}

  /** We are out. */
  record Left(Departure why) implements Turn {}
}
