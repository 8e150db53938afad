/**
 * {@code urn:symbolon:groups:0}: who is in a group, and one message for all of them.
 *
 * <p>Membership is signed by people, not by the room's server: a chain of <em>epochs</em>, each
 * with the hash of those before it. A message is sealed once, by a <em>sender chain</em> that its
 * sender has handed to every member's device, and signed; {@link
 * im.symbolon.protocol.groups.GroupPlace} says which group it is for.
 *
 * <h2>Epochs</h2>
 *
 * Who is in, from one change to the next. An epoch travels in the room and, so that the room's
 * server cannot withhold it, inside OMEMO (REVIEW 10).
 *
 * <pre>{@code
 * <epoch xmlns='urn:symbolon:groups:0' room='team@rooms.alpha.test' number='3'
 *        signer='alice@alpha.test' time='1790000000' genesis='…32 bytes…' signature='…64 bytes…'>
 *   <certificate xmlns='urn:symbolon:devices:0' root='…' key='…' serial='1' expires='2105360000'
 *                signature='…64 bytes, by the signer's root…'/>
 *   <parent>…32 bytes, SHA-256 of the signed bytes of an epoch before…</parent>
 *   <member jid='alice@alpha.test' role='owner' root='…32 bytes, Ed25519…'/>
 *   <member jid='bob@beta.test' role='admin' root='…'/>
 *   <member jid='carol@gamma.test' role='member'><device id='4711' identity='…'/></member>
 *   <removed jid='dave@beta.test' number='2' by='…32 bytes, the removing epoch…'/>
 *   <removed jid='eve@evil.test' number='3'/>
 * </epoch>
 * }</pre>
 *
 * The first epoch has the number 0, no {@code genesis} and no {@code <parent>}; its signer is an
 * owner, and its hash is the group's. Every other one names the first, and one parent, or several
 * where it merges branches; its number is one more than the highest of theirs. Parents stand in
 * ascending order of their text, members and removals of their addresses, devices of their ids. A
 * member has either the account root of a person or, of another OMEMO client, pinned devices.
 * {@code <removed/>} without {@code by} is of this epoch itself. Somebody is in one of both lists
 * or in none.
 *
 * <p><em>What is signed</em> by the list key in the certificate: {@link
 * im.symbolon.protocol.groups.EpochDraft#signedBytes}. Whether the signer may say so depends on the
 * parents, and is judged by clients alone: servers only carry epochs.
 *
 * <p><em>Limits:</em> 1,000 members, 32 devices of a foreign one, 200 removals (the latest), 16
 * parents, 144 KiB of XML, so that it fits into a stanza of 200 KiB also when it is sealed. A
 * thousand members take about 110 KiB.
 *
 * <p><em>Errors:</em> MALFORMED, OVERSIZED, OUT_OF_RANGE, WEAK_KEY and UNKNOWN_VERSION from {@link
 * im.symbolon.protocol.groups.EpochCodec}; BAD_SIGNATURE from {@link
 * im.symbolon.protocol.groups.Epoch#verify}.
 */
package im.symbolon.protocol.groups;
