package im.symbolon.service.directory;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpp.packet.IQ;

/**
 * Finds other domains' directories: at the domain itself, else at {@code e2ee.<domain>} if the
 * domain lists that, and nowhere else (REVIEW 18). For the worker.
 */
final class Places {
  static final int MAX_DOMAINS = 1000;

  private static final String SERVICE_NAME = "e2ee.";

  private final Questioner questioner;
  private final Clock clock;
  private final Map<String, Search> searches = new LinkedHashMap<>(16, 0.75f, true);

  Places(Questioner questioner, Clock clock) {
    this.questioner = questioner;
    this.clock = clock;
  }

  /**
   * Where a domain's directory is.
   *
   * @param address empty when there is none
   * @param reached false when the domain does not answer
   */
  record Place(Optional<String> address, boolean reached) {
    static final Place NONE = new Place(Optional.empty(), true);
    static final Place UNREACHABLE = new Place(Optional.empty(), false);

    static Place at(String address) {
      return new Place(Optional.of(address), true);
    }

    Duration kept() {
      return address.isPresent()
          ? Duration.ofHours(1)
          : reached ? Duration.ofMinutes(10) : Duration.ofSeconds(30);
    }
  }

  /** Calls back at once when the answer is known, else later. */
  void find(String domain, Consumer<Place> then) {
    Search known = searches.get(domain);
    if (known != null && known.isFresh()) {
      known.tell(then);
      return;
    }
    Search search = new Search(domain);
    searches.put(domain, search);
    if (searches.size() > MAX_DOMAINS) {
      searches.remove(searches.keySet().iterator().next());
    }
    search.tell(then);
    search.begin();
  }

  /** There is no directory any more where it was. */
  void forget(String domain) {
    searches.remove(domain);
  }

  private final class Search {
    private final String domain;
    private final List<Consumer<Place>> waiting = new ArrayList<>();
    private Optional<Place> found = Optional.empty();
    private Instant at = clock.instant();

    Search(String domain) {
      this.domain = domain;
    }

    boolean isFresh() {
      Instant now = clock.instant();
      return !found.isPresent() || (now.isBefore(at.plus(found.get().kept())) && !now.isBefore(at));
    }

    void tell(Consumer<Place> then) {
      found.ifPresentOrElse(then, () -> waiting.add(then));
    }

    private void end(Place place) {
      found = Optional.of(place);
      at = clock.instant();
      List<Consumer<Place>> told = List.copyOf(waiting);
      waiting.clear();
      told.forEach(each -> each.accept(place));
    }

    void begin() {
      ask(
          Namespaces.DISCO_INFO,
          domain,
          info -> {
            if (offers(info)) {
              end(Place.at(domain));
            } else {
              look(SERVICE_NAME + domain);
            }
          });
    }

    private void look(String service) {
      ask(
          Namespaces.DISCO_ITEMS,
          domain,
          items -> {
            if (!names(items, "item", "jid", service)) {
              end(Place.NONE);
              return;
            }
            ask(
                Namespaces.DISCO_INFO,
                service,
                info -> end(offers(info) ? Place.at(service) : Place.NONE));
          });
    }

    private void ask(String namespace, String to, Consumer<Optional<XmlElement>> then) {
      questioner.ask(
          IQ.Type.get,
          to,
          XmlElement.element(namespace, "query").build(),
          answer -> {
            if (answer.isUnreachable()) {
              end(Place.UNREACHABLE);
            } else {
              then.accept(answer.content());
            }
          });
    }

    private static boolean offers(Optional<XmlElement> info) {
      return names(info, "feature", "var", Namespaces.DIRECTORY);
    }

    private static boolean names(
        Optional<XmlElement> answer, String child, String attribute, String value) {
      return answer.isPresent()
          && answer.get().children(child).stream()
              .anyMatch(each -> each.attribute(attribute).filter(value::equals).isPresent());
    }
  }
}
