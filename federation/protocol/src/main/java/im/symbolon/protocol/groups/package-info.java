/**
 * {@code urn:symbolon:groups:0}: who is in a group, and one message for all of them.
 *
 * <p>Membership is signed by people, not by the room's server: a chain of <em>epochs</em>, each
 * with the hash of those before it. A message is sealed once, by a <em>sender chain</em> that its
 * sender has handed to every member's device, and signed; {@link
 * im.symbolon.protocol.groups.GroupPlace} says which group it is for.
 */
package im.symbolon.protocol.groups;
