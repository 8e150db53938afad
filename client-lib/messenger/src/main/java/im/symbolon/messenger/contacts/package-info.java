/**
 * Whom one knows and whom one does not want to know: who is no stranger, who is blocked, who is
 * there, how people look, and what their domains demand.
 *
 * <p>For people:
 *
 * <ol>
 *   <li>What somebody writes to whom you never wrote, who is no contact of yours, is a request.
 *       They do not learn that you have read it, or that you are there, until you accept it.
 *   <li>Whoever you block reaches you no more on this device, at once and also without a
 *       connection: what they send is not read, not stored and not answered. Where your server
 *       offers it, it keeps the list and turns them away itself, for all your devices.
 *   <li>Blocking somebody takes them out of no group. What keys they hand out for a group is
 *       blocked with the rest, so that what they write there may be unreadable for whoever blocked
 *       them.
 *   <li>A domain says what it demands, signed. Nothing here follows from it but a sentence on the
 *       screen; the key that was seen first counts until you take another one for the domain's.
 * </ol>
 *
 * <p>{@link im.symbolon.messenger.contacts.Blocking}, {@link
 * im.symbolon.messenger.contacts.Strangers}, {@link im.symbolon.messenger.contacts.Whereabouts} and
 * {@link im.symbolon.messenger.contacts.Domains} are the doors.
 */
package im.symbolon.messenger.contacts;
