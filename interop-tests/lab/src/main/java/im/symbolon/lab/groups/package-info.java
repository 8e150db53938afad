/**
 * {@code symbolon bench groups}: what a message to a group costs, beside pairwise OMEMO 2.
 *
 * <p>{@link im.symbolon.lab.groups.GroupWay} is one way to write to a group; both ways use the same
 * ratchet and codecs, and each what it says in its own form, padded as it really is. Receivers are
 * simulated, but for {@link im.symbolon.lab.groups.RealRoom}: there each has a stream of its own.
 */
package im.symbolon.lab.groups;
