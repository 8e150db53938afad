/**
 * The interop matrix: our client on each server, each foreign client on each other server, and what
 * they do together.
 *
 * <p>{@link im.symbolon.peers.matrix.MatrixTest} runs it with {@code -Ppeers}. A {@link
 * im.symbolon.peers.matrix.Pair} is two people with their devices; a {@link
 * im.symbolon.peers.matrix.Scenario} is what happens between them; a {@link
 * im.symbolon.peers.matrix.Row} is a scenario on a pair of servers with a client, and an {@link
 * im.symbolon.peers.matrix.Outcome} is what came of it. {@link
 * im.symbolon.peers.matrix.MatrixReport} writes all of it down, for people and for programs.
 */
package im.symbolon.peers.matrix;
