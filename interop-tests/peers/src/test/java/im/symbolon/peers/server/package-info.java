/** Our client on servers that are not Openfire, and people who talk from one to the other. */
package im.symbolon.peers.server;
