/**
 * Backups: what makes a device a member of its account, what is thought of people, and the history,
 * sealed by the recovery key in the container of {@link im.symbolon.ratchet.backup}. Never device
 * keys, and never sessions (DESIGN §8): whoever restores one has a new device.
 *
 * <p>The content is a sequence of messages in protobuf, each after its length: first what a linked
 * device is handed over, then the history. Neither writing nor reading keeps more than a step of it
 * in memory.
 */
package im.symbolon.messenger.backup;
