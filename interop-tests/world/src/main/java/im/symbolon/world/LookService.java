package im.symbolon.world;

import im.symbolon.protocol.BareJid;
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
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The look-up of many accounts at once, at the domains that offer it. */
public final class LookService {
  /** What it says of an account instead of the truth. */
  public UnaryOperator<AccountAnswer> lie = UnaryOperator.identity();

  private final Directories directories;
  private final Function<ClaimRequest, ClaimResponse> claims;
  private final Set<String> domains = new HashSet<>();
  private final List<Question> questions = new ArrayList<>();

  /** Who asked in which namespace, and a node of PEP. */
  public record Question(BareJid from, String namespace, Optional<String> node) {}

  LookService(Directories directories, Function<ClaimRequest, ClaimResponse> claims) {
    this.directories = directories;
    this.claims = claims;
  }

  /** That domain has a directory from now on. */
  public void serve(String domain) {
    domains.add(domain);
  }

  boolean serves(String domain) {
    return domains.contains(domain);
  }

  /** Takes down what is asked, where there is a directory that could have been. */
  void saw(BareJid from, XmlElement payload) {
    if (!domains.isEmpty()) {
      questions.add(new Question(from, payload.namespace(), Directories.nodeOf(payload)));
    }
  }

  /** What that account asked since there was a directory. */
  public List<Question> questionsOf(BareJid from) {
    return questions.stream().filter(each -> each.from().equals(from)).toList();
  }

  XmlElement answer(BareJid from, XmlElement payload) throws ProtocolException {
    LookRequest request = LookRequest.parse(payload);
    List<AccountAnswer> answers = new ArrayList<>();
    for (Wanted each : request.accounts().values()) {
      answers.add(lie.apply(found(from, each)));
    }
    return LookAnswer.of(answers, List.of()).toXml();
  }

  private Found found(BareJid from, Wanted wanted) throws ProtocolException {
    Optional<SignedDeviceList> list = list(from, wanted.account());
    boolean same = list.isPresent() && wanted.known().equals(list.map(SignedDeviceList::hash));
    Standing standing = list.isEmpty() ? Standing.NONE : same ? Standing.UNCHANGED : Standing.GIVEN;
    return new Found(
        wanted.account(),
        standing,
        same ? Optional.empty() : list,
        wanted.keys().any() ? Optional.of(keys(wanted, list)) : Optional.empty());
  }

  private Optional<SignedDeviceList> list(BareJid from, BareJid owner) throws ProtocolException {
    Map<String, XmlElement> shown = directories.shown(from, owner, Namespaces.DEVICES);
    return shown.containsKey("current")
        ? Optional.of(SignedDeviceListCodec.decode(shown.get("current")))
        : Optional.empty();
  }

  private ClaimResponse keys(Wanted wanted, Optional<SignedDeviceList> list) {
    SortedSet<DeviceId> devices = new TreeSet<>(wanted.keys().devices());
    if (wanted.keys().isListed()) {
      list.ifPresent(found -> found.devices().forEach(each -> devices.add(each.id())));
    }
    return claims.apply(new ClaimRequest(wanted.account(), devices));
  }
}
