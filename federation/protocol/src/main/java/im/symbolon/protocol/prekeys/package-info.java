/**
 * {@code urn:symbolon:prekeys:0}: one prekey, one use.
 *
 * <p>A PEP bundle hands every prekey to everybody, so prekeys collide, run out and are used twice.
 * Here a device leaves signed prekeys with its own domain's service, and whoever wants to write to
 * it first claims one, which nobody else will get. PEP is served as before, from another pool.
 *
 * <h2>Where</h2>
 *
 * The service of a domain is the domain itself when its disco#info names this feature, else a
 * component such as {@code e2ee.<domain>} that names it. Clients accept no service outside of the
 * domain and check the answer's {@code from}. Everything is an IQ with one child element.
 *
 * <h2>Pools</h2>
 *
 * {@link im.symbolon.protocol.prekeys.Pool} splits the prekey ids: PEP 1 … 2<sup>24</sup>−1, CLAIM
 * 2<sup>24</sup> … 2<sup>30</sup>−1, LAST_RESORT 2<sup>30</sup> … 2<sup>31</sup>−1. A device signs
 * each claim and last-resort key with its identity key over {@link
 * im.symbolon.protocol.prekeys.SignedClaimKey#signedBytes}: account, device, id, key, pool and
 * expiry. An id names one key for ever: an id that was handed out never comes back.
 *
 * <h2>Publish: IQ-set, owner to own service</h2>
 *
 * <pre>{@code
 * <publish xmlns='urn:symbolon:prekeys:0' device='27183' mode='refill'>
 *   <identity>…32 bytes, Ed25519…</identity>
 *   <signed id='7' signature='…64 bytes…'>…32 bytes, Curve25519…</signed>
 *   <key id='16777216' pool='claim' expires='1790000000' signature='…'>…</key>
 *   <key id='16777217' pool='claim' expires='1790000000' signature='…'>…</key>
 *   <key id='1073741824' pool='last-resort' expires='1790000000' signature='…'>…</key>
 * </publish>
 * }</pre>
 *
 * Exactly one last resort, 0 to 200 claim keys. {@code refill} adds; {@code replace} first drops
 * the unused keys and is the only mode in which the identity key may differ from the known one (the
 * owner's sessions then get {@code <replaced/>}). Either all of a publication is taken or nothing.
 * Repeating a publication changes nothing. The answer is the stock:
 *
 * <pre>{@code
 * <stock xmlns='urn:symbolon:prekeys:0' device='27183' claim='100' last-resort='true'/>
 * }</pre>
 *
 * <h2>Claim: IQ-set, anybody to the service of the account's domain</h2>
 *
 * <pre>{@code
 * <claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>
 *   <device id='27183'/>          (none: all devices of the account)
 * </claim>
 *
 * <claimed xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>
 *   <device id='27183'>
 *     <identity>…</identity>
 *     <signed id='7' signature='…'>…</signed>
 *     <key id='16777216' pool='claim' expires='1790000000' signature='…'>…</key>
 *   </device>
 *   <device id='31415'/>          (asked for, nothing here)
 * </claimed>
 * }</pre>
 *
 * A claim key is handed out once, whatever happens. Without a claim key left, or above the limit of
 * claims per target device and requesting domain, the last resort is given, never an error. An
 * account that does not exist is answered like one without devices. A claimer calls {@link
 * im.symbolon.protocol.prekeys.ClaimResponse#requireAnswerTo} and {@link
 * im.symbolon.protocol.prekeys.ClaimedBundle#verified}, then decides whether it trusts the
 * identity.
 *
 * <h2>Add: IQ-set, owner to own service</h2>
 *
 * <pre>{@code
 * <devices xmlns='urn:symbolon:prekeys:0'/>                  IQ-get; answered with
 *
 * <devices xmlns='urn:symbolon:prekeys:0' version='6'>
 *   <device id='31415'/>
 * </devices>
 *
 * <add xmlns='urn:symbolon:prekeys:0' version='6'>
 *   <publish device='27183' mode='refill'>…as above…</publish>
 *   <bundle xmlns='urn:xmpp:omemo:2'>…</bundle>
 *   <bundle xmlns='eu.siacs.conversations.axolotl'>…</bundle>
 * </add>
 * }</pre>
 *
 * Takes the publication, which refills, publishes the bundles, and lists the device in OMEMO's list
 * of each version of which there is a bundle (one at least, of the publication's identity key, with
 * 25 prekeys of pool PEP or more), if the account's lists are still of that version. Of two devices
 * that build on one version exactly one wins; the other gets {@code conflict} with the {@code
 * <devices/>} that are now, looks whether it stands there already (an answer may have been lost) or
 * whether its id is taken, and asks again. The answer is the new {@code <devices/>}. The version
 * grows with every change of a list that the service sees, whoever made it. Nobody ever finds a
 * device in a list whose bundle is not there.
 *
 * <h2>Stock, notices and removal: the owner and its own service</h2>
 *
 * <pre>{@code
 * <stock xmlns='urn:symbolon:prekeys:0' device='27183'/>     IQ-get; answered as above
 * <remove xmlns='urn:symbolon:prekeys:0' device='27183'/>    IQ-set; forget all keys of a device
 * }</pre>
 *
 * When {@value im.symbolon.protocol.prekeys.PrekeyLimits#LOW_WATER} claim keys are left, and when
 * none is, the service sends the account a message of type headline with {@code <stock/>}; it is
 * not kept for later, so a device also asks after each login.
 *
 * <h2>Limits</h2>
 *
 * {@link im.symbolon.protocol.prekeys.PrekeyLimits}: 200 keys in a publication, 1000 unused keys
 * per device, 100 devices per account and per claim, an expiry at most 366 days ahead.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code bad-request}: not of this shape, a wrong signature, an expiry that is past or too
 *       far; the wrong IQ type
 *   <li>{@code forbidden}: published, removed or asked by other than the account itself
 *   <li>{@code item-not-found}: a claim for an account of another domain
 *   <li>{@code conflict}: an id that names another key already, another identity key without {@code
 *       replace}, or an addition to lists that have changed
 *   <li>{@code resource-constraint}: more keys or devices than the limits allow, or the service is
 *       overloaded; type {@code wait}
 *   <li>{@code feature-not-implemented}: an addition where the service has no lists
 *   <li>{@code service-unavailable}: sent to an address that is not the service's
 * </ul>
 *
 * After any error nothing has changed.
 */
package im.symbolon.protocol.prekeys;
