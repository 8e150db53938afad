/**
 * Whole messengers in a world without threads, sockets or waiting: time is virtual, servers are in
 * memory, and power fails between any two commits.
 */
package im.symbolon.world;
