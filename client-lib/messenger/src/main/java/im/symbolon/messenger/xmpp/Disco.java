package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.DISCO_INFO;
import static im.symbolon.protocol.Namespaces.DISCO_ITEMS;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What others offer (XEP-0030). Answers are remembered as long as the stream lasts, for the {@value
 * #REMEMBERED} entities asked last. Thread-safe.
 */
public final class Disco {
  private static final int REMEMBERED = 256;

  private final IqChannel channel;
  private final Map<EntityAddress, Described> described = bounded();
  private final Map<EntityAddress, List<EntityAddress>> items = bounded();
  private long stream = -1;

  private record Described(Set<String> features, Set<String> identities) {}

  public Disco(IqChannel channel) {
    this.channel = channel;
  }

  /**
   * The features that the entity advertises.
   *
   * @throws TransportException STANZA_ERROR when it answers no such question, and all of {@link
   *     IqChannel#iq}
   */
  public Set<String> features(EntityAddress entity) throws TransportException {
    return describe(entity).features();
  }

  /** What the entity says to be, each as category and type, such as {@code conference/text}. */
  public Set<String> identities(EntityAddress entity) throws TransportException {
    return describe(entity).identities();
  }

  private Described describe(EntityAddress entity) throws TransportException {
    Described known = recall(described, entity);
    if (known != null) {
      return known;
    }
    XmlElement info = ask(DISCO_INFO, entity);
    Set<String> features = new HashSet<>();
    for (XmlElement feature : info.children("feature")) {
      feature.attribute("var").ifPresent(features::add);
    }
    Set<String> identities = new HashSet<>();
    for (XmlElement each : info.children("identity")) {
      identities.add(
          each.attribute("category").orElse("") + "/" + each.attribute("type").orElse(""));
    }
    Described found =
        new Described(
            Collections.unmodifiableSet(features), Collections.unmodifiableSet(identities));
    return remember(described, entity, found);
  }

  /** The entities that it lists as belonging to it; unreadable addresses are left out. */
  public List<EntityAddress> items(EntityAddress entity) throws TransportException {
    List<EntityAddress> known = recall(items, entity);
    if (known != null) {
      return known;
    }
    List<EntityAddress> found = new ArrayList<>();
    for (XmlElement item : ask(DISCO_ITEMS, entity).children("item")) {
      address(item).ifPresent(found::add);
    }
    return remember(items, entity, Collections.unmodifiableList(found));
  }

  /** Somebody else's mistake must not hide the rest of the list. */
  private static Optional<EntityAddress> address(XmlElement item) {
    try {
      return Optional.of(EntityAddress.parse(item.required("jid")));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private XmlElement ask(String namespace, EntityAddress entity) throws TransportException {
    XmlElement query = XmlElement.element(namespace, "query").build();
    Optional<XmlElement> answer = channel.iq(IqType.GET, entity, query);
    return answer.filter(a -> a.is(namespace, "query")).orElse(query);
  }

  private synchronized <V> V recall(Map<EntityAddress, V> memory, EntityAddress entity) {
    if (stream != channel.stream()) {
      stream = channel.stream();
      described.clear();
      items.clear();
    }
    return memory.get(entity);
  }

  private synchronized <V> V remember(Map<EntityAddress, V> memory, EntityAddress of, V value) {
    memory.put(of, value);
    return value;
  }

  private static <V> Map<EntityAddress, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<EntityAddress, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
