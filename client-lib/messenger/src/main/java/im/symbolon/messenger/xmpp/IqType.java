package im.symbolon.messenger.xmpp;

/** The two kinds of request (RFC 6120 §8.2.3). */
public enum IqType {
  GET,
  SET
}
