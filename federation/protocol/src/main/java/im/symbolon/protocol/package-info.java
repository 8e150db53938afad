/**
 * The contract between everyone who speaks Symbolon: clients, services, gateways and testers.
 *
 * <p>Addresses, ids, public keys and the wire elements that carry them. Everything here is an
 * immutable value that was checked once, when it was made; whoever holds one need not check again.
 * There is no input or output, no clock, no randomness and no private key in this module.
 *
 * <ul>
 *   <li>{@link im.symbolon.protocol.keys} – public keys, signatures, prekeys and bundles
 *   <li>{@link im.symbolon.protocol.xml} – the neutral element tree that codecs read and write
 *   <li>{@link im.symbolon.protocol.omemo} – both versions of OMEMO (XEP-0384), and the envelope of
 *       OMEMO 2 (XEP-0420)
 *   <li>{@link im.symbolon.protocol.prekeys} – {@code urn:symbolon:prekeys:0}: publish and claim
 *   <li>{@link im.symbolon.protocol.delivery} – {@code urn:symbolon:delivery:0}: who did not get a
 *       message
 *   <li>{@link im.symbolon.protocol.mailbox} – {@code urn:symbolon:mailbox:0}: messages kept until
 *       every device has them
 *   <li>{@link im.symbolon.protocol.devices} – {@code urn:symbolon:devices:0}: a person's devices
 *   <li>{@link im.symbolon.protocol.directory} – {@code urn:symbolon:directory:0}: the devices of
 *       many accounts in one request
 *   <li>{@link im.symbolon.protocol.groups} – {@code urn:symbolon:groups:0}: who is in a group, and
 *       one message for all of them
 *   <li>{@link im.symbolon.protocol.uri} – links and QR codes with fingerprints
 * </ul>
 */
package im.symbolon.protocol;
