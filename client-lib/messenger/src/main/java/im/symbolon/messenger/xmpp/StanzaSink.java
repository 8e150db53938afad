package im.symbolon.messenger.xmpp;

/** Where incoming messages are stored. */
@FunctionalInterface
public interface StanzaSink {
  /**
   * Takes one message. Called in the order of arrival on the thread that reads the connection, and
   * before the message counts as handled (XEP-0198): once this returns, the server may forget it,
   * so it must be stored durably by then. It must not wait for the network: no answer can arrive
   * while it runs. A message may come again after a lost connection.
   *
   * @throws Exception when it could not be stored; the connection is then given up without
   *     acknowledging it, and the server delivers it again on a later one
   */
  void accept(IncomingStanza stanza) throws Exception;

  /**
   * Takes one message of the answer to an archive query; called like {@link #accept}. It comes
   * again when the query is asked again, so it need not be stored yet.
   */
  default void archived(ArchiveResult result) throws Exception {}
}
