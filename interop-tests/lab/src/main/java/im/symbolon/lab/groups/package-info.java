/**
 * {@code symbolon bench groups}: what a message to a group costs, beside pairwise OMEMO 2.
 *
 * <p>{@link im.symbolon.lab.groups.GroupWay} is one way to write to a group; both ways use the same
 * ratchet, codecs and payload, so that what is compared is the way alone. Receivers are simulated;
 * a way over real servers is another {@code GroupWay}.
 */
package im.symbolon.lab.groups;
