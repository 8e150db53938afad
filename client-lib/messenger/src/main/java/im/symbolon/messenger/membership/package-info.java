/** Who is in a group, as people signed it. */
package im.symbolon.messenger.membership;
