/**
 * Links and QR codes by which people verify each other's devices: {@code xmpp:} URIs (RFC 5122)
 * with OMEMO fingerprints, as Conversations introduced them and others read and write them.
 *
 * <pre>{@code
 * xmpp:romeo@montague.example?omemo-sid-31415=9f3b…(64 digits);omemo-sid-27183=04c1…
 *     ;symbolon-root=5866…(64 digits)
 * }</pre>
 *
 * <p>The root is ours ({@link im.symbolon.protocol.devices}), in its Ed25519 form; clients that do
 * not know it pass it over and see the fingerprints.
 *
 * <p>{@link im.symbolon.protocol.uri.VerificationUri} says what is in one. Who showed it, and
 * whether that is believed, the caller knows: a code scanned from somebody's screen is worth more
 * than a link that came in a message.
 */
package im.symbolon.protocol.uri;
