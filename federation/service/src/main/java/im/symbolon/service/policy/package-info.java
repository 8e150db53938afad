/**
 * What a domain demands of messages at its edge: encryption, versions of it, and with whom stanzas
 * are exchanged at all.
 *
 * <h2>Rules</h2>
 *
 * A {@link im.symbolon.service.policy.Requirement} holds for everybody, a remote domain, a local
 * group or a room. Of the scopes that apply to a message the narrowest kind decides (room, group,
 * domain, everybody), the strictest within it: a domain can require encryption of everybody and
 * except a partner, and a group of that partner's correspondents can still be held to it.
 *
 * <p>{@link im.symbolon.service.policy.Domains} are let through or not whatever they send, answers
 * and errors as well; the longest name that fits decides.
 *
 * <p>What the host sends by itself, such as presence to contacts, never comes in: {@link
 * im.symbolon.service.policy.Edge#mayLeave} looks at it on its way out. Whether connections are
 * encrypted is in the policy, too, and for the host to see to: no stanza tells how it came.
 *
 * <h2>What counts as readable</h2>
 *
 * A body, a subject outside of rooms, XHTML, links to files, forms, forwarded messages and text
 * while it is typed. A body beside an encrypted element counts as the sentence for clients without
 * encryption: a server cannot know better. Chat states, receipts, markers, invitations and calls
 * are no words of anybody's and pass.
 *
 * <p>The server itself and its components are exempt, and so are the addresses and domains that the
 * policy lists. What a local room sends out was judged when it came in.
 *
 * <h2>Refusing</h2>
 *
 * {@link im.symbolon.service.policy.Edge} says why; {@link im.symbolon.service.policy.Bounce} makes
 * {@code policy-violation} with one sentence out of it, and nothing of what was refused. Each
 * violation is in the audit log. In a dry run it is there and the stanza passes.
 */
package im.symbolon.service.policy;
