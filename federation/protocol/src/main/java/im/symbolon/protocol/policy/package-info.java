/**
 * {@code urn:symbolon:policy:0}: what a domain demands of everybody, signed by the domain, so that
 * a client can say beforehand why a message would be refused, and nobody on the way can weaken it
 * unseen.
 *
 * <p>An IQ-get to the domain's service (see {@link im.symbolon.protocol.prekeys}), from anybody:
 *
 * <pre>{@code
 * <policy xmlns='urn:symbolon:policy:0'/>
 *
 * <policy xmlns='urn:symbolon:policy:0' domain='beta.test' version='7' issued='1790000000'
 *     encrypted='true' minimum='2' open='true' key='…32 bytes…' signature='…64 bytes…'/>
 * }</pre>
 *
 * {@code encrypted}: text must be encrypted from end to end. {@code minimum}: 1 for legacy OMEMO, 2
 * for OMEMO 2; absent for any encryption. {@code open}: whether it talks to domains that it does
 * not name. A policy is good for {@link im.symbolon.protocol.policy.DomainPolicy#VALID}. The key is
 * the domain's own and says nothing about its users' keys; whoever saw one before compares.
 *
 * <p>Errors: {@code bad-request} for anything else; {@code resource-constraint} (wait) when the
 * database does not answer.
 */
package im.symbolon.protocol.policy;
