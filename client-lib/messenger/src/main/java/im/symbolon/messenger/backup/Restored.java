package im.symbolon.messenger.backup;

/**
 * What a backup brought.
 *
 * @param messages that were not here before
 * @param people of whom it says anything
 */
public record Restored(long messages, int people) {}
