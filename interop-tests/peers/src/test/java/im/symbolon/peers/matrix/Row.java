package im.symbolon.peers.matrix;

/**
 * One question of the matrix.
 *
 * @param server where our client lives
 * @param peerServer where the foreign client lives
 * @param client which foreign client
 * @param scenario what happens between them
 */
record Row(String server, String peerServer, String client, String scenario) {
  /** For people, on one line. */
  @Override
  public String toString() {
    return scenario + ": we on " + server + ", " + client + " on " + peerServer;
  }
}
