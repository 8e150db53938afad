/**
 * A person, not a pile of keys: contacts' account roots and signed device lists, which of them are
 * believed, and what people decide about them.
 *
 * <p>{@link im.symbolon.messenger.people.PeopleCare} learns of lists, by notification or by asking,
 * and asks as seldom as it can; {@link im.symbolon.messenger.people.ManyLooks} asks about all
 * members of a group at once, where the own domain has a directory. {@code Acceptance} lets them
 * count, as {@link im.symbolon.messenger.trust.ListPolicy} judges them; what speaks against them
 * becomes a line in the chat, or blocks all sending to that person. {@link
 * im.symbolon.messenger.people.People} is the door for decisions. Who may be written to, {@link
 * im.symbolon.messenger.core.Gate} says from what is stored here.
 *
 * <p>For people:
 *
 * <ol>
 *   <li>Who uses this messenger has an account key. Compare the safety number, or scan the code,
 *       once per person: devices that they link later need nothing more.
 *   <li>A device that they did not link gets nothing, whatever their server says, unless you trust
 *       that very device by hand. What it writes is shown, and marked.
 *   <li>A device that you distrust gets nothing, even if they linked it. One that they removed gets
 *       nothing, even if you trusted it.
 *   <li>When the account key of somebody whom you verified changes, nothing is sent to them until
 *       you have compared the number again, or said that you want to write all the same. The same
 *       holds for a first account key of somebody whose devices you had verified, unless one of
 *       these devices vouches for it.
 *   <li>Once somebody has an account key, it never goes back to single devices, also when their
 *       server takes the list away, turns it back or lets it end (REVIEW 3).
 * </ol>
 */
package im.symbolon.messenger.people;
