package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Claims;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.IqEndpoint;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.MemoryTables;
import im.symbolon.service.MovableClock;
import im.symbolon.service.PrekeyRequests;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestLists;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError.Condition;

/** Domains that federate, each with its service and its accounts' PEP; time is a number here. */
final class Domains {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant EXPIRES = START.plus(Duration.ofDays(30));

  /** The host's, for an answer that does not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SLOW = Duration.ofSeconds(20);

  final MovableClock clock = new MovableClock(START);

  /** Questions that one domain asked another domain or its accounts, in order. */
  final List<IQ> crossed = new ArrayList<>();

  /** Questions to accounts of the own domain. */
  final List<IQ> pepReads = new ArrayList<>();

  /** Domains that never answer. */
  final Set<String> silent = new HashSet<>();

  /** Domains that take their time. */
  final Set<String> slow = new HashSet<>();

  /** What such a domain sends instead of what it should. */
  final Map<String, BiFunction<IQ, IQ, IQ>> onTheWay = new HashMap<>();

  private final Map<String, Domain> all = new TreeMap<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Timed> timed = new ArrayList<>();
  private final Map<String, Consumer<Optional<IQ>>> open = new HashMap<>();
  private final List<IQ> told = new ArrayList<>();
  private final Map<String, XmlElement> items = new HashMap<>();
  private final Map<String, Condition> shut = new HashMap<>();
  private int ids;

  private record Timed(Instant due, Runnable task) {}

  /** One of them. */
  final class Domain {
    final PreKeyStore store;
    final String directoryAt;
    private final String name;
    private final IqEndpoint endpoint;
    ConnectionSource connections = MemoryTables.empty();

    /**
     * @param directoryAt empty for a domain without one
     */
    Domain(String name, String directoryAt, ClaimLimit limit) throws Exception {
      this.name = name;
      this.directoryAt = directoryAt;
      Schema.HSQLDB.install(connections);
      this.store = new PreKeyStore(new Database(() -> connections.open()), clock, limit);
      ServiceAddresses addresses = new ServiceAddresses(name, Set.of(name, "e2ee." + name));
      List<Requests> rooms = new ArrayList<>();
      rooms.add(
          new PrekeyRequests(
              addresses, store, new JdkSignatureVerifier(), clock, Domains.this::sent));
      if (!directoryAt.isEmpty()) {
        rooms.add(
            new DirectoryRequests(
                addresses,
                new Claims(addresses, store, Domains.this::sent),
                new DirectoryHost(this::ask, tasks::add, Domains.this::after),
                clock));
      }
      this.endpoint = new IqEndpoint(addresses, rooms);
    }

    /** Asks in this domain's name. */
    private void ask(IQ question, Consumer<Optional<IQ>> then) {
      String domain = question.getTo().getDomain();
      (domain.equals(name) ? pepReads : crossed).add(question);
      open.put(question.getID(), then);
      if (silent.contains(domain)) {
        after(PATIENCE, () -> given(question.getID(), Optional.empty()));
      } else if (slow.contains(domain)) {
        after(SLOW, () -> route(question));
      } else {
        tasks.add(() -> route(question));
      }
    }

    private void route(IQ question) {
      String domain = question.getTo().getDomain().replaceFirst("^e2ee\\.", "");
      Domain to = all.get(domain);
      if (question.getTo().getNode() != null) {
        sent(pep(question));
      } else if (to == null) {
        sent(error(question, Condition.remote_server_not_found));
      } else {
        to.endpoint
            .answer(question, answer -> sent(changed(question, (IQ) answer)))
            .ifPresent(answer -> sent(changed(question, to.hidden(question, answer))));
      }
    }

    /** Where the directory is not, nobody says that it is there. */
    private IQ hidden(IQ question, IQ answer) {
      boolean info = question.getChildElement().getNamespaceURI().equals(Namespaces.DISCO_INFO);
      boolean items = question.getChildElement().getNamespaceURI().equals(Namespaces.DISCO_ITEMS);
      if (info && !question.getTo().toString().equals(directoryAt)) {
        answer.getChildElement().elements().clear();
      }
      if (items) {
        answer.getChildElement().addElement("item").addAttribute("jid", "e2ee." + name);
      }
      return answer;
    }
  }

  Domain add(String name) throws Exception {
    return add(name, name, new ClaimLimit(1000, Duration.ofHours(1)));
  }

  Domain add(String name, String directoryAt, ClaimLimit limit) throws Exception {
    Domain domain = new Domain(name, directoryAt, limit);
    all.put(name, domain);
    return domain;
  }

  /** An account with these devices, each with so many claim keys and a last resort. */
  BareJid person(String jid, int keys, int... devices) throws Exception {
    return people(List.of(jid), keys, devices).get(0);
  }

  /** Accounts that all have the same devices: nobody here checks what they sign. */
  List<BareJid> people(List<String> jids, int keys, int... devices) throws Exception {
    List<BareJid> accounts = new ArrayList<>();
    for (String each : jids) {
      accounts.add(BareJid.parse(each));
    }
    List<ListedDevice> listed = new ArrayList<>();
    for (int each : devices) {
      TestDevice device = new TestDevice(accounts.get(0), each);
      PrekeyPublication publication = device.publication(Mode.REPLACE, 0, keys, EXPIRES);
      for (BareJid account : accounts) {
        all.get(account.domain()).store.publish(account, publication);
      }
      listed.add(TestLists.ours(accounts.get(0), each, "groups", "omemo2", "repair"));
    }
    XmlElement first = TestLists.of(accounts.get(0), listed.toArray(ListedDevice[]::new));
    for (BareJid account : accounts) {
      publish(account, of(account, first));
    }
    return accounts;
  }

  private static XmlElement of(BareJid account, XmlElement list) {
    Map<String, String> attributes = new LinkedHashMap<>(list.attributes());
    attributes.put("account", account.toString());
    return new XmlElement(list.namespace(), list.name(), attributes, list.children(), "");
  }

  void publish(BareJid account, XmlElement list) {
    items.put(account.toString(), list);
  }

  /** Who reads that account's PEP in its domain's name is refused so. */
  void shut(BareJid account, Condition condition) {
    shut.put(account.toString(), condition);
  }

  /** The account's list, as it is now. */
  XmlElement list(BareJid account) {
    return items.get(account.toString());
  }

  private IQ pep(IQ question) {
    String owner = question.getTo().toString();
    if (shut.containsKey(owner)) {
      return error(question, shut.get(owner));
    }
    XmlElement item = items.get(owner);
    if (item == null) {
      return error(question, Condition.item_not_found);
    }
    IQ answer = IQ.createResultIQ(question);
    Element out = answer.setChildElement("pubsub", Namespaces.PUBSUB).addElement("items");
    out.addAttribute("node", Namespaces.DEVICES);
    out.addElement("item").addAttribute("id", "current").add(Dom4jXml.write(item));
    return answer;
  }

  private static IQ error(IQ question, Condition condition) {
    IQ answer = IQ.createResultIQ(question);
    answer.setError(condition);
    return answer;
  }

  private IQ changed(IQ question, IQ answer) {
    BiFunction<IQ, IQ, IQ> change = onTheWay.get(question.getTo().getDomain());
    return change == null ? answer : change.apply(question, answer);
  }

  private void sent(Packet packet) {
    if (packet instanceof IQ answer) {
      if (open.containsKey(answer.getID())) {
        given(answer.getID(), Optional.of(answer));
      } else {
        told.add(answer);
      }
    }
  }

  private void given(String id, Optional<IQ> answer) {
    Consumer<Optional<IQ>> waiting = open.remove(id);
    if (waiting != null) {
      waiting.accept(answer);
    }
  }

  private void after(Duration pause, Runnable task) {
    timed.add(new Timed(clock.instant().plus(pause), task));
  }

  /** Does all that can be done now. */
  void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  void advance(Duration by) {
    clock.advance(by);
    List<Timed> due = timed.stream().filter(each -> !each.due().isAfter(clock.instant())).toList();
    timed.removeAll(due);
    due.forEach(each -> each.task().run());
    work();
  }

  /** Sends a request; gives the answer if there is one by now. */
  Optional<IQ> begin(String from, String to, IQ.Type type, XmlElement content) {
    IQ request = new IQ(type, "client-" + ids++);
    request.setFrom(from);
    request.setTo(to);
    request.setChildElement(Dom4jXml.write(content));
    all.get(to.replaceFirst("^e2ee\\.", ""))
        .endpoint
        .answer(request, packet -> told.add((IQ) packet))
        .ifPresent(told::add);
    return answers().stream().filter(each -> each.getID().equals(request.getID())).findFirst();
  }

  /** What clients were told. */
  List<IQ> answers() {
    return told;
  }

  IQ ask(String from, String to, IQ.Type type, XmlElement content) {
    int before = told.size();
    begin(from, to, type, content);
    work();
    if (told.size() != before + 1) {
      throw new AssertionError((told.size() - before) + " answers");
    }
    return told.get(before);
  }

  LookAnswer look(String from, String to, Wanted... wanted) throws Exception {
    return look(from, to, LookRequest.of(List.of(wanted), 200 * 1024));
  }

  LookAnswer look(String from, String to, LookRequest request) throws Exception {
    IQ.Type type = request.wantsKeys() ? IQ.Type.set : IQ.Type.get;
    return answer(ask(from, to, type, request.toXml()), request);
  }

  static LookAnswer answer(IQ answer, LookRequest request) throws Exception {
    if (answer.getType() != IQ.Type.result) {
      throw new AssertionError(answer.toXML());
    }
    return LookAnswer.parse(Dom4jXml.read(answer.getChildElement())).requireAnswerTo(request);
  }
}
