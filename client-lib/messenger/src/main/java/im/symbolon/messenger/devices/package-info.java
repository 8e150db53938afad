/**
 * The own account's devices.
 *
 * <p>A new device looks at its account's signed list ({@link im.symbolon.protocol.devices}) before
 * anybody is told of it. When there is none, and no trace of other devices of ours that a server
 * forgot to hide with it, it is the first: it makes the account root, seals it under a recovery key
 * that is shown until the person has it, makes the list key, and signs a list with itself. When
 * there is one, it is UNLINKED: it publishes its bundles but no lists, sends nothing, and waits for
 * a {@link im.symbolon.messenger.devices.Grant} from a linked device, or for {@link
 * im.symbolon.messenger.devices.Recovery#startOver}.
 *
 * <p>{@link im.symbolon.messenger.devices.OwnRound} is a step of the care for this device's keys:
 * look at the server's list, take note of it, publish what is new. What is taken note of is decided
 * in one transaction by {@code Reconciliation}:
 *
 * <ul>
 *   <li>nothing there, not readable, not valid, of another account, or under a dead list key: ours
 *       is published again
 *   <li>valid under the same list key: both are merged, and whoever merges the same two lists makes
 *       the same list of them; an older list says nothing new, and a device that merely lacks is
 *       there again
 *   <li>under a newer list key: it counts as it is; until this device is given that key, it signs
 *       nothing, and asks for it ({@link im.symbolon.messenger.devices.KeySuccession})
 *   <li>with this device's tombstone: this device is REMOVED, for good, and sends nothing any more
 *   <li>under another root: a line says so, and ours is published again once a day at most; two
 *       devices that began the account at once settle on the root that came last
 * </ul>
 *
 * <p>Lists are signed anew weekly. A device from which nothing authentic came for 90 days, counted
 * while this device was there to listen, is removed; so each device tells the others once a day
 * that it is there, when it sent nothing else ({@link im.symbolon.messenger.devices.Hello}). Wrong
 * clocks therefore remove nobody.
 *
 * <p>Devices that OMEMO's lists name and the signed list does not are foreign: they are asked about
 * once, and nothing is encrypted to them until they are adopted (REVIEW 30).
 */
package im.symbolon.messenger.devices;
