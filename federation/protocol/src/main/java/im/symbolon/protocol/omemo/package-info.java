/** OMEMO 2 on the wire. */
package im.symbolon.protocol.omemo;
