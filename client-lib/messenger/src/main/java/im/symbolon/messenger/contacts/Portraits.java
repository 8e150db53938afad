package im.symbolon.messenger.contacts;

import im.symbolon.messenger.core.Hex;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Acquaintances;
import im.symbolon.messenger.records.PortraitRecords;
import im.symbolon.messenger.records.PortraitRecords.Entry;
import im.symbolon.messenger.records.PortraitRecords.Origin;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PortraitNodes;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * How people look and what they call themselves: kept, sealed, of whom one knows, and of nobody
 * else. A picture counts when it has the hash that names it. Thread-safe.
 */
public final class Portraits {
  /** In characters. */
  public static final int LONGEST_NICK = 200;

  private final Surroundings surroundings;
  private final PortraitNodes nodes;
  private final Consumer<BareJid> changed;

  /**
   * @param changed told who looks otherwise now
   */
  public Portraits(Surroundings surroundings, PortraitNodes nodes, Consumer<BareJid> changed) {
    this.surroundings = surroundings;
    this.nodes = nodes;
    this.changed = changed;
  }

  /** What is kept of somebody; nobody is asked. */
  public Portrait of(BareJid who) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              PortraitRecords records = new PortraitRecords(rows);
              Entry kept = records.of(who);
              return new Portrait(records.picture(who), kept.sha1(), kept.nick());
            });
  }

  /** Whose pictures are kept, each with the hash that names it. */
  public Map<BareJid, String> pictures() throws StoreException {
    return surroundings.store().transaction(rows -> new PortraitRecords(rows).pictures());
  }

  /** What people call themselves. */
  public SortedMap<BareJid, String> nicks() throws StoreException {
    return surroundings.store().transaction(rows -> new PortraitRecords(rows).nicks());
  }

  /**
   * Shows a picture to all who may see that we are there. It is not encrypted.
   *
   * @param png a square
   * @param side in pixels
   * @throws IllegalArgumentException when it has more than {@value Portrait#MAX_BYTES} bytes
   */
  public void show(byte[] png, int side) throws StoreException, TransportException {
    if (png.length == 0 || png.length > Portrait.MAX_BYTES) {
      throw new IllegalArgumentException("not a small picture");
    }
    String sha1 = sha1(png);
    nodes.publish(png, sha1, side);
    keep(surroundings.account(), png, sha1, Origin.PEP);
  }

  /** Shows none any more. */
  public void showNothing() throws StoreException, TransportException {
    nodes.withdraw();
    keep(surroundings.account(), new byte[0], "", Origin.PEP);
  }

  /**
   * What one calls oneself, for all who may see that we are there; empty for nothing.
   *
   * @throws IllegalArgumentException for more than {@value #LONGEST_NICK} characters
   */
  public void call(String nick) throws StoreException, TransportException {
    if (nick.length() > LONGEST_NICK) {
      throw new IllegalArgumentException("not a name");
    }
    nodes.nick(nick);
    named(surroundings.account(), nick);
  }

  /** Whether news of that node are for here. */
  public static boolean concerns(PepEvent event) {
    return event.node().equals(PortraitNodes.METADATA) || event.node().equals(PortraitNodes.NICK);
  }

  /**
   * Takes news of somebody: fetches their picture, when it is another one.
   *
   * @throws TransportException when it could not be fetched; then with the next news of it
   */
  public void heard(PepEvent event) throws StoreException, TransportException {
    boolean told = event.retracted() || event.payload().isPresent();
    if (!told || !isKnown(event.from())) {
      return;
    }
    Optional<XmlElement> said = event.retracted() ? Optional.empty() : event.payload();
    if (event.node().equals(PortraitNodes.NICK)) {
      String nick = said.map(each -> PortraitNodes.nickIn(each, LONGEST_NICK)).orElse("");
      named(event.from(), nick);
      return;
    }
    Entry kept = entry(event.from());
    Optional<String> sha1 = said.flatMap(nodes::pictureIn);
    if (!sha1.isPresent()) {
      if (kept.origin() == Origin.PEP) {
        keep(event.from(), new byte[0], "", Origin.PEP);
      }
    } else if (!sha1.get().equals(kept.sha1())) {
      Optional<byte[]> bytes = nodes.picture(event.from(), sha1.get());
      keepIfRight(event.from(), bytes, sha1.get(), Origin.PEP);
    }
  }

  /** Somebody's presence names a picture in the older form: it counts where there is no other. */
  public void heardOfVcard(BareJid who, String sha1) throws StoreException, TransportException {
    Entry kept = entry(who);
    boolean other = kept.origin() != Origin.PEP || kept.sha1().isEmpty();
    if (other && !sha1.equals(kept.sha1()) && isKnown(who)) {
      keepIfRight(who, nodes.vcardPicture(who), sha1, Origin.VCARD);
    }
  }

  private boolean isKnown(BareJid who) throws StoreException {
    return who.equals(surroundings.account())
        || surroundings.store().transaction(rows -> new Acquaintances(rows).contains(who));
  }

  private Entry entry(BareJid who) throws StoreException {
    return surroundings.store().transaction(rows -> new PortraitRecords(rows).of(who));
  }

  private void keepIfRight(BareJid who, Optional<byte[]> bytes, String sha1, Origin origin)
      throws StoreException {
    if (bytes.filter(each -> sha1(each).equals(sha1)).isPresent()) {
      keep(who, bytes.get(), sha1, origin);
    }
  }

  private void keep(BareJid who, byte[] bytes, String sha1, Origin origin) throws StoreException {
    change(
        who,
        rows -> {
          PortraitRecords records = new PortraitRecords(rows);
          boolean other = !records.of(who).sha1().equals(sha1);
          if (other) {
            records.picture(who, bytes, sha1, origin);
          }
          return other;
        });
  }

  private void named(BareJid who, String nick) throws StoreException {
    change(
        who,
        rows -> {
          PortraitRecords records = new PortraitRecords(rows);
          boolean other = !records.of(who).nick().equals(nick);
          if (other) {
            records.nick(who, nick);
          }
          return other;
        });
  }

  /** Something that is kept; true when it was not kept before. */
  @FunctionalInterface
  private interface Change {
    boolean in(Rows rows) throws StoreException;
  }

  private void change(BareJid who, Change change) throws StoreException {
    if (surroundings.store().<Boolean, StoreException>transaction(change::in)) {
      changed.accept(who);
    }
  }

  /** What XEP-0084 prescribes to name pictures by; nothing secret hangs on it. */
  private static String sha1(byte[] bytes) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-1", e);
    }
  }
}
