package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.DISCO_INFO;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this client says it can do: in answers (XEP-0030), and as a hash in its presence (XEP-0115),
 * by which servers know which contacts' news to send.
 */
final class OwnFeatures {
  private static final String CAPS = "http://jabber.org/protocol/caps";
  private static final String NODE = "https://symbolon.im";
  private static final String NAME = "Symbolon";

  /** The device lists of contacts and of the own account are wanted as they change. */
  static final OwnFeatures DEFAULT =
      new OwnFeatures(
          Set.of(
              CAPS,
              DISCO_INFO,
              RequestAnswers.PING,
              Namespaces.RECEIPTS,
              Namespaces.MUC,
              Namespaces.CONFERENCE,
              Namespaces.BOOKMARKS + "+notify",
              Namespaces.DEVICES + "+notify",
              Namespaces.OMEMO_2_DEVICES + "+notify",
              Namespaces.OMEMO_LEGACY_DEVICES + "+notify",
              Namespaces.GENERATION + "+notify",
              PortraitNodes.METADATA + "+notify",
              PortraitNodes.NICK + "+notify"));

  private final Set<String> features;
  private final String version;

  OwnFeatures(Set<String> features) {
    this.features = new TreeSet<>(features);
    this.version = hash(this.features);
  }

  /** The element for the presence. */
  XmlElement caps() {
    return XmlElement.element(CAPS, "c")
        .with("hash", "sha-1")
        .with("node", NODE)
        .with("ver", version)
        .build();
  }

  /** True for the presence of a client that has just these. */
  boolean areOf(XmlElement presence) {
    return presence
        .child(CAPS, "c")
        .flatMap(c -> c.attribute("ver"))
        .filter(version::equals)
        .isPresent();
  }

  /** True when this node stands for these features. */
  boolean isNode(String node) {
    return node.equals(NODE + "#" + version);
  }

  /** Fills in an answer. */
  void describe(XmlElement.Builder query) {
    query.with(
        XmlElement.element(DISCO_INFO, "identity")
            .with("category", "client")
            .with("type", "pc")
            .with("name", NAME)
            .build());
    for (String feature : features) {
      query.with(XmlElement.element(DISCO_INFO, "feature").with("var", feature).build());
    }
  }

  /** XEP-0115 §5.1; SHA-1 is what it prescribes, and nothing secret hangs on it. */
  private static String hash(Set<String> features) {
    StringBuilder text = new StringBuilder("client/pc//" + NAME + "<");
    features.forEach(feature -> text.append(feature).append('<'));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-1", e);
    }
  }
}
