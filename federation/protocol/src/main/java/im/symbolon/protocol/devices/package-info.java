/**
 * {@code urn:symbolon:devices:0}: a person, not a pile of keys.
 *
 * <p>An account has a <em>root</em> (Ed25519), which contacts verify. The root certifies a <em>list
 * key</em>, which the account's linked devices hold and which signs the list of devices. Each
 * device signs its membership itself. So a new device, linked by an old one, raises no alarm; a
 * device that nobody linked cannot get in, whatever a server does; and a stolen one is shut out by
 * certifying the next list key, without a new verification.
 *
 * <h2>Where</h2>
 *
 * One PEP item {@code current} on the node {@code urn:symbolon:devices:0}, open to everybody as
 * OMEMO's nodes are. Nothing of ours goes into OMEMO's own device lists.
 *
 * <pre>{@code
 * <devices xmlns='urn:symbolon:devices:0' account='bob@beta.test' version='12'
 *          issued='1790000000' expires='1792592000' signature='…64 bytes, by the list key…'>
 *   <certificate root='…32 bytes…' key='…32 bytes…' serial='1' expires='2105360000'
 *                signature='…64 bytes, by the root…'/>
 *   <previous>…32 bytes, SHA-256 of the signed bytes of version 11…</previous>
 *   <device id='27183' identity='…32 bytes, Ed25519…' kind='symbolon' label='Phone'
 *           added='1780000000' capabilities='omemo2 repair' membership='…64 bytes, by the device…'/>
 *   <device id='31415' identity='…' kind='foreign' label='Old laptop' added='1780000100'/>
 *   <removed id='16180' identity='…' at='1785000000'/>
 * </devices>
 * }</pre>
 *
 * Devices and tombstones are each in ascending order of their ids. {@code replaces} names the
 * device whose place another took. Unknown elements and attributes make a list invalid: what was
 * signed is what is read.
 *
 * <h2>Capabilities</h2>
 *
 * The place for additions; unknown ones are kept and signed. What is signed here beats what OMEMO's
 * lists say, as these are the server's to change (REVIEW 4):
 *
 * <ul>
 *   <li>{@code repair}: asks for messages that it cannot open, and sends its own ones again when it
 *       is asked.
 *   <li>{@code omemo2}: can be written to in OMEMO 2. A device says so from the moment that its
 *       first bundle is published, and does not take it back. Who has accepted such a list writes
 *       to the device in OMEMO 2 or not at all: a server that hides the device from the list of
 *       that version, or its bundle, can hold messages up, and cannot choose a version whose texts
 *       have no ids.
 * </ul>
 *
 * <h2>What is signed</h2>
 *
 * {@link im.symbolon.protocol.devices.ListKeyCertificate#signedBytes}, {@link
 * im.symbolon.protocol.devices.ListedDevice#membershipBytes} and {@link
 * im.symbolon.protocol.devices.DeviceListDraft#signedBytes}: a label for each kind, then every
 * field with its length ({@link im.symbolon.protocol.keys.SigningInput}). The bytes are built from
 * the values that were read, so no freedom of XML is left.
 *
 * <h2>Order</h2>
 *
 * Lists are in order by (serial, version). A higher serial kills every lower one. A list names the
 * hash of the one that it follows, or of two when it merges concurrent edits; two lists at one
 * place are a fork. A list is valid for 30 days at most and signed again weekly, so that a server
 * that holds new ones back is noticed. A device is removed by a tombstone, never by its absence.
 *
 * <h2>Limits</h2>
 *
 * 200 devices, 200 tombstones, 2 previous lists; labels of 64 characters; 32 capabilities of 32
 * characters each. A list of ten devices is about 4 KiB.
 *
 * <h2>Errors</h2>
 *
 * MALFORMED, OVERSIZED, OUT_OF_RANGE, WEAK_KEY and UNKNOWN_VERSION from {@link
 * im.symbolon.protocol.devices.SignedDeviceListCodec}; BAD_SIGNATURE from {@link
 * im.symbolon.protocol.devices.SignedDeviceList#verify}, of the certificate, the list or one
 * device: a list is valid as a whole or not at all.
 */
package im.symbolon.protocol.devices;
