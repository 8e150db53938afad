/** Catching up from the archives (XEP-0313) of servers that people really run. */
package im.symbolon.peers.archive;
