/** {@code urn:symbolon:prekeys:0}. */
package im.symbolon.protocol.prekeys;
