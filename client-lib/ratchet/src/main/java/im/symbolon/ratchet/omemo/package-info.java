/**
 * OMEMO's messages, as values that both versions share, and the wire form of each version ({@link
 * im.symbolon.ratchet.omemo.Encoding}): OMEMO 2 as in XEP-0384 0.9.1 §4.3 to §4.5.
 *
 * <p>A ratchet message is serialised once, and exactly those bytes are authenticated. The payload
 * is encrypted once per stanza; its secret is what each session carries.
 */
package im.symbolon.ratchet.omemo;
