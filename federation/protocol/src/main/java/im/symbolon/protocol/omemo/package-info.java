/**
 * OMEMO on the wire: {@code urn:xmpp:omemo:2} (XEP-0384 0.8 to 0.9.1) with the envelope inside,
 * {@code urn:xmpp:sce:1} (XEP-0420 0.5), and legacy OMEMO (XEP-0384 0.3). What both have, {@link
 * im.symbolon.protocol.omemo.WireFormat} reads and writes for either.
 *
 * <p>Codecs stand at the edge. They turn element trees into values that need no further checks, and
 * the ratchet behind them knows no XML. Everything malformed has failed here, with a {@link
 * im.symbolon.protocol.ProtocolException} and nothing else.
 *
 * <h2>The rule</h2>
 *
 * <p><b>Nothing of ours ever stands inside an OMEMO element or in an item of its nodes.</b> The
 * reference implementations check closed schemas and drop the whole message or list for one unknown
 * attribute. So there is no {@code labelsig}, no empty device list (retract the item), no header
 * without keys, no {@code kex='false'}. What we add travels beside {@code <encrypted/>}, or sealed
 * inside the envelope.
 *
 * <h2>Sending</h2>
 *
 * <pre>{@code
 * var envelope = Envelope.of(id, new Route(me, contact), clock.instant(), List.of(Envelope.bodyOf(text)));
 * byte[] plaintext = new EnvelopeCodec(random).encode(envelope).toXml().getBytes(UTF_8);
 * // … the ratchet seals: one payload, one key entry per device …
 * var message = new EncryptedElement(myDevice, Map.of(contact, theirs, me, myOthers), Optional.of(payload));
 * stanza.addAll(OmemoStanza.children(List.of(message)));
 * }</pre>
 *
 * <pre>{@code
 * <message to='bob@beta.test'>
 *   <encrypted xmlns='urn:xmpp:omemo:2'>
 *     <header sid='27183'>
 *       <keys jid='bob@beta.test'>
 *         <key rid='31415'>…</key>
 *         <key rid='12321' kex='true'>…</key>
 *       </keys>
 *     </header>
 *     <payload>…</payload>
 *   </encrypted>
 *   <store xmlns='urn:xmpp:hints'/>
 *   <encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:omemo:2' name='OMEMO'/>
 * </message>
 * }</pre>
 *
 * <p>and sealed in the payload:
 *
 * <pre>{@code
 * <envelope xmlns='urn:xmpp:sce:1'>
 *   <content>
 *     <body xmlns='jabber:client'>Hello</body>
 *     <id xmlns='urn:symbolon:delivery:0' value='b3VyIG93bg' l='12.7.q83vEjRWeJA'/>
 *   </content>
 *   <rpad>…</rpad>
 *   <time stamp='2026-01-02T03:04:05.678Z'/>
 *   <to jid='bob@beta.test'/>
 *   <from jid='alice@alpha.test'/>
 * </envelope>
 * }</pre>
 *
 * <p>Legacy OMEMO has no envelope and no account names in its header; beside it, and only then,
 * stands a fallback body ({@link im.symbolon.protocol.omemo.OmemoStanza}):
 *
 * <pre>{@code
 * <encrypted xmlns='eu.siacs.conversations.axolotl'>
 *   <header sid='27183'><key rid='31415'>…</key><key rid='12321' prekey='true'>…</key><iv>…</iv></header>
 *   <payload>…</payload>
 * </encrypted>
 * }</pre>
 *
 * <h2>Receiving</h2>
 *
 * <pre>{@code
 * for (OmemoElement message : OmemoStanza.find(children)) {     // the better version first
 *   for (KeyEntry mine : message.entriesFor(myAddress)) { … }   // legacy may have namesakes
 * }
 * // … the ratchet opens; the XMPP library parses the plaintext …
 * var verified = new EnvelopeCheck().verify(EnvelopeCodec.decode(tree), new Route(sender, addressee), sent);
 * }</pre>
 *
 * <h2>What is read more kindly than written</h2>
 *
 * <ul>
 *   <li>Unknown attributes and elements are ignored, parts may come in any order, base64 may be
 *       wrapped or unpadded, {@code kex} and {@code prekey} may be {@code 1}.
 *   <li>A device or recipient that nobody can have (id 0, no id) is passed over, so that one broken
 *       client hides nobody else. Two entries under one prekey id or, in OMEMO 2, for one device
 *       are refused: they cannot both be meant. Prekeys of others may have the id 0.
 *   <li>Of two elements in one stanza, one of each version, the one that is broken hides not the
 *       other.
 *   <li>Affixes may be missing; what is there must be true, see {@link
 *       im.symbolon.protocol.omemo.EnvelopeCheck}.
 * </ul>
 *
 * <h2>Limits</h2>
 *
 * <p>200 devices in a list, 1000 prekeys in a bundle, 2000 recipient devices (8 under one id in
 * legacy OMEMO), 4 KiB for a sealed key, 150 KiB for a payload, 64 characters for a message id.
 */
package im.symbolon.protocol.omemo;
