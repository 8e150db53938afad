/**
 * Groups: one message for everybody whom people signed into a room (DESIGN §6, §8.6 and 7).
 *
 * <p>Out: {@link im.symbolon.messenger.groups.GroupPost} seals a message once with this device's
 * sender chain, for those who are in the signed list and in the room. {@link
 * im.symbolon.messenger.groups.ChainPost} hands that chain, lazily, to the devices that lack it. A
 * new chain begins when anybody may know the old one who is not to read any more.
 *
 * <p>In: {@link im.symbolon.messenger.groups.GroupIntake} reads what comes through the room. Whose
 * word it is, the chain says, which came through a session of its own; what the room's server says
 * is never believed. A message that comes before its chain or its epoch waits, and is asked for.
 *
 * <p>Others: members with other OMEMO clients stand in the signed list with the devices that an
 * admin saw. What is written to the group carries OMEMO for their devices beside the slot ({@link
 * im.symbolon.messenger.groups.Beside}), in the version that each knows; of OMEMO 2 the payload is
 * the slot's. New devices of theirs follow our own trust in them, as in chats of two. What they
 * write is read only from devices that signed nothing about groups (REVIEW 4); {@link
 * im.symbolon.messenger.groups.Voices} says whose it may be, the session whose it is. What comes of
 * a device that nobody is known to have waits until somebody's own server was asked ({@code
 * HeldBack}).
 *
 * <p>{@link im.symbolon.messenger.groups.RoomDoor} is all that groups need of servers; {@link
 * im.symbolon.messenger.groups.GroupRooms} is that on real ones. What was said while a device was
 * away it reads in the room's archive, where there is one; else the room's history gives it, which
 * on stock Openfire is the last 25 messages.
 *
 * <p>{@link im.symbolon.messenger.groups.GroupChats} is the door for people; {@link
 * im.symbolon.messenger.groups.GroupEngine} joins the parts.
 */
package im.symbolon.messenger.groups;
