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
 *
 * <h2>Sealed: a message in the room</h2>
 *
 * A direct child of {@code <message/>}; nothing of ours stands inside an OMEMO element (REVIEW 1).
 * When all members are of ours, it holds the payload:
 *
 * <pre>{@code
 * <message to='friends@rooms.alpha.test' type='groupchat' id='…'>
 *   <sealed xmlns='urn:symbolon:groups:0'>…base64…</sealed>
 *   <store xmlns='urn:xmpp:hints'/>
 *   <body>This message is encrypted.</body>
 *   <fallback xmlns='urn:xmpp:fallback:0' for='urn:symbolon:groups:0'/>
 * </message>
 *
 * sealed = version (1) ‖ device id (4) ‖ chain id (16) ‖ iteration (2)
 *        ‖ genesis hash (32) ‖ number (8) and hash (32) of the epoch ‖ hash of the recipients (32)
 *        ‖ commitment (32) ‖ signature (64) ‖ slot (48)
 *        ‖ length of the message id (1) ‖ message id ‖ payload, if it stands here
 * }</pre>
 *
 * Numbers are big-endian, and nothing stands between the parts: every member gets every byte of it,
 * and names, quotes and a base64 text for each part were a third of the whole.
 *
 * <p>With foreign members, {@code <encrypted xmlns='urn:xmpp:omemo:2'>} stands beside it, with keys
 * for them alone, and holds the payload, and {@code <sealed/>} has none. Legacy OMEMO may stand
 * beside either. The payload is always encrypted as OMEMO 2's, under a random key. The body is
 * constant and read by nobody of ours (REVIEW 26).
 *
 * <h2>What the payload says</h2>
 *
 * Where foreign members are to read it: an envelope (XEP-0420). Otherwise {@link
 * im.symbolon.protocol.groups.SealedWords}, which do not repeat what is signed beside them:
 *
 * <pre>{@code
 * <words xmlns='urn:symbolon:groups:0' time='1790000000123' lists='…' pad='---…'>
 *   <body xmlns='jabber:client'>Hello</body>
 * </words>
 * }</pre>
 *
 * {@code time} is in ms since 1970, {@code lists} as {@link im.symbolon.protocol.devices.ListTags}.
 * {@code pad} makes the whole a multiple of 256 bytes, less the one that AES pads with at least.
 * Receivers take either form, from whom the signature names.
 *
 * <h2>How the slot is made</h2>
 *
 * <pre>{@code
 * message key    = HMAC-SHA-256(chain key, 0x01)
 * next chain key = HMAC-SHA-256(chain key, 0x02)
 * commitment     = HKDF-SHA-256(salt = 32 zero bytes, payload key, "Symbolon Commit", 32)
 * pad            = HKDF-SHA-256(salt = header hash, message key, "Symbolon Slot", 48)
 * slot           = pad XOR (payload key (32) ‖ payload tag (16))
 * }</pre>
 *
 * A pad is used for one header alone, also by a sender who was put back to an old state against the
 * rules (REVIEW 25): the commitment to a random key is part of what it comes from. The slot has no
 * tag of its own: the signature vouches for it, and the commitment for what comes out.
 *
 * <h2>What is signed</h2>
 *
 * By the chain's own Ed25519 key, {@link im.symbolon.protocol.groups.SlotStatement#signedBytes}:
 * the label {@code urn:symbolon:groups:0#slot}, SHA-256 of the header, the slot. The header, {@link
 * im.symbolon.protocol.groups.SlotHeader#bytes}: the label {@code urn:symbolon:groups:0#header},
 * version, room, genesis hash, epoch number and hash, sender's account and device id, chain id,
 * iteration, message id, SHA-256 of OMEMO 2's payload and of legacy OMEMO's, hash of the
 * recipients, commitment (REVIEW 5). Each part has its length before it ({@link
 * im.symbolon.protocol.keys.SigningInput}). What stands not in the element, the receiver puts in as
 * it came: the room and the account from the stanza, the hashes from the payloads in it.
 *
 * <p>A receiver verifies the signature, then takes chain steps, opens the slot, and computes the
 * commitment again. From a device with the capability {@link
 * im.symbolon.protocol.devices.Capability#GROUPS} nothing else in the room is read (REVIEW 4).
 *
 * <h2>Chain: device to device, in an OMEMO envelope</h2>
 *
 * Before its first message, a device hands its chain to each device of every member, and to a new
 * one from the next message on:
 *
 * <pre>{@code
 * <chain xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *        epoch='3' eh='…32 bytes…' id='…16 bytes…' i='7' key='…32 bytes…' verify='…32 bytes…'/>
 * <need-chain xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *             chain='…16 bytes…' i='7'/>
 * }</pre>
 *
 * {@code i} is the first message that can be read with it; in {@code <need-chain/>}, the message
 * that waits (REVIEW 11). A sender begins a new chain when a member or device has gone, after 1,000
 * messages and after 7 days.
 *
 * <h2>Questions and words beside: device to device, in an OMEMO envelope</h2>
 *
 * <pre>{@code
 * <need-epoch xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *             hash='…32 bytes, the epoch that somebody named…'/>
 * <about xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *        time='1790000000123'><name>Tea at four</name><topic>bring cups</topic></about>
 * <typing xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *         state='composing'/>
 * }</pre>
 *
 * <p>{@code <typing/>} says of a member that they write now, or stopped ({@code paused}): worth
 * nothing 30 seconds later, said every ten at most, and to nobody in groups of more than 20. It
 * goes from person to person, because in the room its server would see it, and a place of the chain
 * would be used up by what is not kept.
 *
 * <p>Messages that a room did not keep are known by their places, which were skipped. The device
 * whose chain it is, and no other, is asked which they were, names those that were for the asker,
 * and is then asked for them by their ids ({@code urn:symbolon:delivery:0}):
 *
 * <pre>{@code
 * <need-slots xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *             chain='…16 bytes…' from='7' to='40'/>
 * <slots xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test' genesis='…32 bytes…'
 *        chain='…16 bytes…' to='40'><slot i='7' id='…' at='1790000000'/>…</slots>
 * }</pre>
 *
 * {@code to} says up to where it is answered; 250 in one element.
 *
 * <p>{@code <about/>} counts when it comes from a device of an admin and is newer, in ms, than what
 * was said before: 200 characters of name, 2,000 of topic. What the room says about itself counts
 * for nothing.
 *
 * <p><em>Limits:</em> 1,000 messages of one chain ({@code i} from 0 to 999); a payload of 150 KiB;
 * message ids as {@link im.symbolon.protocol.omemo.MessageId}; numbers of epochs of twelve digits.
 * Unknown attributes and elements are refused.
 *
 * <p><em>Errors:</em> MALFORMED, OVERSIZED and OUT_OF_RANGE for what is not of this shape, WEAK_KEY
 * for a verify key that must not be used, UNKNOWN_VERSION for another {@code v}, BAD_SIGNATURE from
 * {@link im.symbolon.protocol.groups.SlotStatement#verify}.
 */
package im.symbolon.protocol.groups;
