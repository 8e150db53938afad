/**
 * The server side of {@code urn:symbolon:prekeys:0}; the contract is {@link
 * im.symbolon.protocol.prekeys}.
 *
 * <ul>
 *   <li>{@link im.symbolon.service.prekeys.PreKeyStore} keeps and hands out keys. Three tables: the
 *       devices with identity, signed prekey and last resort; the claim keys, where one conditional
 *       update moves a key from free to used, whichever node asks; and the claims that each
 *       requesting domain made of each device in the current hour.
 *   <li>{@link im.symbolon.service.prekeys.PrekeyRequests} decides who may ask for what.
 * </ul>
 *
 * A used key's row stays as a mark, so that its id and its key never come back.
 */
package im.symbolon.service.prekeys;
