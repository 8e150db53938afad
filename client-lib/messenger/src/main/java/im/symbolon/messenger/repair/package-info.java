/**
 * No unreadable message between devices of ours (DESIGN §2.1, §8.4 and 5).
 *
 * <p>A message that cannot be read leaves no line, when the device that sent it stands in its
 * account's valid signed list and can repair. It is <em>wanted</em>: the sending device is asked
 * for it inside an authenticated session, after a minute the sender's other devices, then our own.
 * Who is asked looks whether the asker is entitled to that very message, and sends it again from
 * its history, under the id and with the time that it had. Where nobody has it at hand, a line says
 * so until it comes.
 *
 * <p>All of it works over stock servers. A server that understands it says at once whom a message
 * missed; that only makes it faster ({@link im.symbolon.protocol.delivery.MissedHint}).
 *
 * <h2>Who gets what</h2>
 *
 * <ul>
 *   <li>Contacts' devices: what was written to their account, if it was sealed for them with the
 *       key that they still have, or if they were listed before it was written.
 *   <li>Own devices: all that is here of the last 14 days.
 *   <li>A device that took another one's place: once, what that one was sent in the last seven
 *       days, and contacts' users see a line.
 *   <li>Nobody else. A listed device that asks for what was sealed before it came, or for what
 *       never was a text, is told that there is nothing for it; nobody else who asks without right
 *       gets any answer.
 * </ul>
 *
 * <h2>What it may cost</h2>
 *
 * Three answers for each message and device, 14 days long; 500 messages an hour to one device, and
 * a gap once; one fresh session with a device in an hour and three a day; 300 wanted messages of
 * one account; a look at a person's list after some seconds, and in a minute when that goes on.
 * What devices say to each other here is never confirmed, never wanted itself, and leaves no line
 * when it cannot be read (REVIEW 27).
 */
package im.symbolon.messenger.repair;
