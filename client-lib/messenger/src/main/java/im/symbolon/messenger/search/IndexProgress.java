package im.symbolon.messenger.search;

/**
 * How much of a store that is older than its index can be searched.
 *
 * @param passed entries that can
 * @param total about as many as there are
 * @param done whether all can; so it stays from then on
 */
public record IndexProgress(long passed, long total, boolean done) {}
