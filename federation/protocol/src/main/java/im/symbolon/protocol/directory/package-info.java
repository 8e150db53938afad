/**
 * {@code urn:symbolon:directory:0}: the devices of many accounts, in one request.
 *
 * <p>Who enters a room of 500 people needs 500 signed device lists and a thousand prekeys, each of
 * which PEP and {@link im.symbolon.protocol.prekeys} give one by one, many of them from other
 * domains. An account's own service gets them all: it asks each other domain once, and answers with
 * what it got. It adds nothing of its own and vouches for nothing: lists and keys bear the
 * signatures that they bear elsewhere, and are checked by whoever asked.
 *
 * <p>It has a namespace of its own, and does not share {@code urn:symbolon:groups:0}: a service
 * names here what it can do, in its disco#info, while groups work without any service's help; and
 * neither has to change with the other. It knows nothing of groups either, only of accounts.
 *
 * <h2>Where</h2>
 *
 * At the account's own domain, as the service of {@link im.symbolon.protocol.prekeys}: the domain
 * itself when its disco#info names this feature, else {@code e2ee.<domain>} (REVIEW 18). Accounts
 * of the domain ask about everybody. Others, such as the directories of other domains, ask about
 * accounts of this domain alone.
 *
 * <h2>Look: IQ-get; IQ-set when any key is wanted</h2>
 *
 * <pre>{@code
 * <look xmlns='urn:symbolon:directory:0' bytes='65536'>
 *   <account jid='bob@beta.test' known='…32 bytes…' keys='listed'/>
 *   <account jid='carol@alpha.test' keys='27183 31415'/>
 *   <account jid='dave@gamma.test'/>
 * </look>
 * }</pre>
 *
 * {@code known} names the list that the asker has, by its {@link
 * im.symbolon.protocol.devices.ListHash}. {@code keys}: one prekey of each device of ours in the
 * list that is shown, or of each of the named devices; none without it. {@code bytes}: how large
 * the answer may be, in bytes of XML; {@value
 * im.symbolon.protocol.directory.DirectoryLimits#MAX_BYTES} without it.
 *
 * <h2>Found: the answer</h2>
 *
 * <pre>{@code
 * <found xmlns='urn:symbolon:directory:0'>
 *   <account jid='bob@beta.test' list='unchanged'>
 *     <claimed xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>…</claimed>
 *   </account>
 *   <account jid='carol@alpha.test' list='given'>
 *     <devices xmlns='urn:symbolon:devices:0' account='carol@alpha.test' …>…</devices>
 *     <claimed xmlns='urn:symbolon:prekeys:0' account='carol@alpha.test'>…</claimed>
 *   </account>
 *   <account jid='nobody@alpha.test' list='none'/>
 *   <failed jid='dave@gamma.test' why='ask-yourself'/>
 *   <more jid='erin@beta.test'/>
 * </found>
 * }</pre>
 *
 * Every account that was asked about stands there exactly once. What cannot be had of one keeps
 * nothing of the others back:
 *
 * <ul>
 *   <li>{@code more}: had no room in this answer; no key of it was used up. Each answer deals with
 *       one account at least, so asking again comes to an end.
 *   <li>{@code unreachable}: its domain did not answer in time.
 *   <li>{@code ask-yourself}: its domain has no directory, it alone is larger than an answer may
 *       be, or only its contacts may see its list. The asker does what it would without a
 *       directory.
 *   <li>{@code refused}: the directory does not do this for the one who asks.
 * </ul>
 *
 * An account that does not exist is answered like one that shows no list and has no devices (REVIEW
 * 14). A list is what PEP showed some seconds ago at most. That there is none, or an older one than
 * the asker knows, is no evidence of anything: whoever is about to say so asks PEP first.
 *
 * <h2>Keys</h2>
 *
 * Are claimed, as in {@link im.symbolon.protocol.prekeys}: each once, for this answer alone, never
 * kept for another. Limits are those of claims, per target device and requesting domain; a
 * directory that asks for its accounts is counted as its domain. Beyond them comes the last resort,
 * never an error (REVIEW 14).
 *
 * <h2>Limits</h2>
 *
 * {@link im.symbolon.protocol.directory.DirectoryLimits}: 200 accounts, an answer of 200 KiB; 100
 * devices of an account whose keys are wanted.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code bad-request}: not of this shape, an account or a device named twice, keys by IQ-get,
 *       or none by IQ-set
 *   <li>{@code resource-constraint}: too many looks of this asker, or of all, are under way; type
 *       {@code wait}
 *   <li>{@code service-unavailable}: sent to an address that is not the service's
 * </ul>
 */
package im.symbolon.protocol.directory;
