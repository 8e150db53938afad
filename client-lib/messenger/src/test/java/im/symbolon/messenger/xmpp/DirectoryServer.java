package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Alice's domain with a directory, and all others with PEP and claims; says what tests want. */
public final class DirectoryServer implements IqChannel {
  public static final BareJid ALICE = new BareJid("alice", "alpha.test");

  /** Whether the domain says that it has a directory. */
  public boolean hasDirectory = true;

  /** Of so many accounts an answer has room. */
  public int room = 200;

  /** What the directory says instead of what it should. */
  public BiFunction<LookRequest, LookAnswer, XmlElement> lie = (request, truth) -> truth.toXml();

  /** What it says of one account instead. */
  public final Map<BareJid, AccountAnswer> says = new HashMap<>();

  /** What PEP shows. */
  public final Map<BareJid, SignedDeviceList> lists = new HashMap<>();

  /** A key of a device, whenever one is wanted. */
  public Function<DeviceAddress, ClaimedBundle> keys =
      device -> {
        throw new IllegalStateException("no keys");
      };

  /** Domains whose accounts nobody answers for. */
  public final Set<String> silent = new HashSet<>();

  public boolean connected = true;
  public final List<LookRequest> looks = new ArrayList<>();
  public final List<BareJid> pepReads = new ArrayList<>();
  public final List<ClaimRequest> claims = new ArrayList<>();
  public int questions;

  @Override
  public BareJid account() {
    return ALICE;
  }

  @Override
  public long stream() {
    return 1;
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    if (!connected) {
      throw new TransportException(TransportException.Reason.NOT_CONNECTED, "Away.");
    }
    questions++;
    try {
      return switch (payload.namespace()) {
        case Namespaces.DISCO_INFO -> Optional.of(info(to));
        case Namespaces.DIRECTORY -> Optional.of(look(LookRequest.parse(payload)));
        case Namespaces.PUBSUB -> Optional.of(pep(to.account().orElseThrow(AssertionError::new)));
        case Namespaces.PREKEYS -> Optional.of(claim(ClaimRequest.parse(payload)));
        default -> Optional.empty();
      };
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private XmlElement info(EntityAddress to) {
    XmlElement.Builder query = XmlElement.element(Namespaces.DISCO_INFO, "query");
    query.with(feature(Namespaces.PREKEYS));
    if (hasDirectory && to.domain().equals("alpha.test")) {
      query.with(feature(Namespaces.DIRECTORY));
    }
    return query.build();
  }

  private static XmlElement feature(String namespace) {
    return XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", namespace).build();
  }

  private XmlElement look(LookRequest request) {
    looks.add(request);
    List<AccountAnswer> answers = new ArrayList<>();
    List<BareJid> more = new ArrayList<>();
    for (Wanted each : request.accounts().values()) {
      if (answers.size() < room) {
        answers.add(says.containsKey(each.account()) ? says.get(each.account()) : found(each));
      } else {
        more.add(each.account());
      }
    }
    return lie.apply(request, LookAnswer.of(answers, more));
  }

  private Found found(Wanted wanted) {
    Optional<SignedDeviceList> list = Optional.ofNullable(lists.get(wanted.account()));
    boolean same = list.isPresent() && wanted.known().equals(list.map(SignedDeviceList::hash));
    Standing standing =
        !list.isPresent() ? Standing.NONE : same ? Standing.UNCHANGED : Standing.GIVEN;
    return new Found(
        wanted.account(),
        standing,
        same ? Optional.empty() : list,
        wanted.keys().any()
            ? Optional.of(given(wanted.account(), wanted.keys().devices()))
            : Optional.empty());
  }

  private ClaimResponse given(BareJid account, SortedSet<DeviceId> devices) {
    SortedMap<DeviceId, ClaimedBundle> bundles = new TreeMap<>();
    for (DeviceId each : devices) {
      bundles.put(each, keys.apply(new DeviceAddress(account, each)));
    }
    return new ClaimResponse(account, bundles, new TreeSet<>());
  }

  private XmlElement claim(ClaimRequest request) {
    claims.add(request);
    return given(request.account(), request.devices()).toXml();
  }

  private XmlElement pep(BareJid owner) throws TransportException {
    pepReads.add(owner);
    if (silent.contains(owner.domain())) {
      throw new TransportException(TransportException.Reason.TIMEOUT, "No answer.");
    }
    XmlElement.Builder items =
        XmlElement.element(Namespaces.PUBSUB, "items").with("node", Namespaces.DEVICES);
    if (lists.containsKey(owner)) {
      items.with(
          XmlElement.element(Namespaces.PUBSUB, "item")
              .with("id", "current")
              .with(SignedDeviceListCodec.encode(lists.get(owner)))
              .build());
    }
    return XmlElement.element(Namespaces.PUBSUB, "pubsub").with(items.build()).build();
  }
}
