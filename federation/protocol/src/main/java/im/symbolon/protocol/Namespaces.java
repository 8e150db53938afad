package im.symbolon.protocol;

/** Every XML namespace that more than one module names. */
public final class Namespaces {
  /** OMEMO 2, XEP-0384 0.8 to 0.9.1. */
  public static final String OMEMO_2 = "urn:xmpp:omemo:2";

  /** PEP node of the device list; one item, id {@code current}. */
  public static final String OMEMO_2_DEVICES = "urn:xmpp:omemo:2:devices";

  /** PEP node of the bundles; one item per device, the item id is the device id. */
  public static final String OMEMO_2_BUNDLES = "urn:xmpp:omemo:2:bundles";

  /** OMEMO as nearly all clients speak it, XEP-0384 0.3. */
  public static final String OMEMO_LEGACY = "eu.siacs.conversations.axolotl";

  /** PEP node of the legacy device list; one item, id {@code current}. */
  public static final String OMEMO_LEGACY_DEVICES = OMEMO_LEGACY + ".devicelist";

  /** PEP nodes of the legacy bundles: this, and the device id; one item each. */
  public static final String OMEMO_LEGACY_BUNDLES = OMEMO_LEGACY + ".bundles:";

  /** Stanza content encryption, XEP-0420. */
  public static final String SCE = "urn:xmpp:sce:1";

  /** Explicit message encryption, XEP-0380. */
  public static final String EME = "urn:xmpp:eme:0";

  /** Message processing hints, XEP-0334. */
  public static final String HINTS = "urn:xmpp:hints";

  /** Delivery receipts, XEP-0184. */
  public static final String RECEIPTS = "urn:xmpp:receipts";

  /** Stanza and origin ids, XEP-0359. */
  public static final String STANZA_IDS = "urn:xmpp:sid:0";

  /** Extended stanza addressing, XEP-0033. */
  public static final String ADDRESSES = "http://jabber.org/protocol/address";

  /** Content of client streams, RFC 6120. */
  public static final String CLIENT = "jabber:client";

  /** Rooms, XEP-0045; what is said to occupants, admins and owners is below it. */
  public static final String MUC = "http://jabber.org/protocol/muc";

  public static final String MUC_USER = MUC + "#user";
  public static final String MUC_ADMIN = MUC + "#admin";
  public static final String MUC_OWNER = MUC + "#owner";

  /** Direct invitations to rooms, XEP-0249. */
  public static final String CONFERENCE = "jabber:x:conference";

  /** References, XEP-0372: who is named in a text. */
  public static final String REFERENCES = "urn:xmpp:reference:0";

  /** Replies, XEP-0461. */
  public static final String REPLY = "urn:xmpp:reply:0";

  /** Corrections, XEP-0308. */
  public static final String CORRECT = "urn:xmpp:message-correct:0";

  /** Retractions, XEP-0424. */
  public static final String RETRACT = "urn:xmpp:message-retract:1";

  /** Reactions, XEP-0444. */
  public static final String REACTIONS = "urn:xmpp:reactions:0";

  /** What of a body is for other clients, XEP-0428. */
  public static final String FALLBACK = "urn:xmpp:fallback:0";

  /** How long a message may be kept, XEP-0466. */
  public static final String EPHEMERAL = "urn:xmpp:ephemeral:0";

  /** Stateless file sharing, XEP-0447. */
  public static final String FILE_SHARING = "urn:xmpp:sfs:0";

  /** What of a chat a person has seen, XEP-0333. */
  public static final String MARKERS = "urn:xmpp:chat-markers:0";

  /** Whether somebody writes, XEP-0085. */
  public static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";

  /** Bookmarks of rooms, XEP-0402; also their PEP node, the item id is the room's address. */
  public static final String BOOKMARKS = "urn:xmpp:bookmarks:1";

  public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  public static final String PUBSUB_EVENT = "http://jabber.org/protocol/pubsub#event";
  public static final String PUBSUB_OWNER = "http://jabber.org/protocol/pubsub#owner";
  public static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
  public static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";
  public static final String DATA_FORMS = "jabber:x:data";

  /** Publish a bundle, claim one prekey per device; see {@link im.symbolon.protocol.prekeys}. */
  public static final String PREKEYS = "urn:symbolon:prekeys:0";

  /** Lists and prekeys of many accounts; see {@link im.symbolon.protocol.directory}. */
  public static final String DIRECTORY = "urn:symbolon:directory:0";

  /**
   * Signed device lists, and their PEP node with one item, id {@code current}; see {@link
   * im.symbolon.protocol.devices}.
   */
  public static final String DEVICES = "urn:symbolon:devices:0";

  /**
   * Our own message id, inside the envelope, see {@link im.symbolon.protocol.omemo}; and what is
   * said about messages that did not arrive, see {@link im.symbolon.protocol.delivery}.
   */
  public static final String DELIVERY = "urn:symbolon:delivery:0";

  /** Encrypted messages that a server keeps; see {@link im.symbolon.protocol.mailbox}. */
  public static final String MAILBOX = "urn:symbolon:mailbox:0";

  /** How often each of an account's devices went online; a PEP node for the account alone. */
  public static final String GENERATION = "urn:symbolon:generation:0";

  /** How a device is linked to its account, and its history given to it; sealed always. */
  public static final String LINKING = "urn:symbolon:linking:0";

  /**
   * Groups: signed membership, sender chains, sealed messages; see {@link
   * im.symbolon.protocol.groups}.
   */
  public static final String GROUPS = "urn:symbolon:groups:0";

  public static final String POLICY = "urn:symbolon:policy:0";

  private Namespaces() {}
}
