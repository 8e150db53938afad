/**
 * Rooms (XEP-0045), as far as servers know them: who is in, who may be, and what is said. Built on
 * {@link im.symbolon.messenger.xmpp.RoomChannel}; knows neither Smack nor encryption.
 *
 * <pre>{@code
 * var rooms = new Rooms(transport, disco, new Ears(sink, listener), surroundings);
 * transport.keepConnected(password);
 * rooms.create(tea, alice, new RoomConfiguration("Tea"));       // waits
 * rooms.administration().affiliate(tea, bob, Affiliation.MEMBER);
 * rooms.invite(tea, bob, Optional.empty());
 * rooms.send(tea, id, List.of(sealed));                         // comes back as a reflection
 * }</pre>
 *
 * <h2>What is promised</h2>
 *
 * <ul>
 *   <li><b>In:</b> what is said in a room one wants to be in reaches {@link
 *       im.symbolon.messenger.xmpp.rooms.RoomSink} before the server is told that it came, as chats
 *       reach {@link im.symbolon.messenger.xmpp.StanzaSink}. Duplicates are the store's business.
 *   <li><b>Staying:</b> whoever joined is entered again on each new stream, after a service was
 *       down, and when a self-ping (XEP-0410) or an error shows that the room forgot us; not after
 *       being put out, and not where the room is gone. A room that entering made by accident is
 *       destroyed at once.
 *   <li><b>Bounds:</b> {@link im.symbolon.messenger.xmpp.rooms.Keeper#MAX_ROOMS} rooms, {@link
 *       im.symbolon.messenger.xmpp.rooms.Occupants#MAX} occupants each; events that repeat
 *       themselves are told once.
 *   <li><b>Strangers:</b> invitations by nobody we know are counted and not answered. Words in
 *       private and from rooms one is not in are counted, and nothing else.
 * </ul>
 *
 * <h2>What is not</h2>
 *
 * Who wrote. A room's server says who is behind a name, and may say anything: {@link
 * im.symbolon.messenger.xmpp.rooms.ClaimedOccupant}. Affiliations, subjects, names and pictures are
 * its claims, too. Who belongs to a group is signed by people, elsewhere.
 */
package im.symbolon.messenger.xmpp.rooms;
