package im.symbolon.service.directory;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.service.Claims;
import im.symbolon.service.LateRequests;
import im.symbolon.service.Refusal;
import im.symbolon.service.Reply;
import im.symbolon.service.Request;
import im.symbolon.service.ServiceAddresses;
import java.time.Clock;
import java.util.function.Function;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Answers {@code urn:symbolon:directory:0}: who may ask about whom, and how much at once. */
public final class DirectoryRequests implements LateRequests {
  private final ServiceAddresses addresses;
  private final DirectoryHost host;
  private final Questioner questioner;
  private final Part local;
  private final RemotePart.Around remote;
  private final DirectoryLoad load = new DirectoryLoad();

  public DirectoryRequests(
      ServiceAddresses addresses, Claims claims, DirectoryHost host, Clock clock) {
    this.addresses = addresses;
    this.host = host;
    this.questioner = new Questioner(addresses, host);
    this.local = new LocalPart(new PepLists(questioner, new ListMemory(clock)), claims);
    this.remote =
        new RemotePart.Around(
            questioner,
            new Places(questioner, clock),
            new ListMemory(clock),
            new Turns(DirectoryLoad.MAX_QUESTIONS_TO_ONE));
  }

  @Override
  public String namespace() {
    return Namespaces.DIRECTORY;
  }

  @Override
  public void begin(Request request, Reply reply) throws Refusal {
    LookRequest look = look(request);
    boolean ours = isOurs(request.from()); // others count as their domain, which vouches for them
    String asker = ours ? request.from().toBareJID() : request.from().getDomain();
    int most = ours ? DirectoryLoad.MAX_LOOKS_OF_ONE : DirectoryLoad.MAX_LOOKS_OF_A_DOMAIN;
    if (!load.begin(asker, most)) {
      throw new Refusal(Condition.resource_constraint, "Too much is asked at once.");
    }
    Round round =
        new Round(
            request.from(),
            answer -> {
              load.end(asker);
              reply.with(answer.toXml());
            });
    Function<String, Part> parts = parts(request.from());
    questioner.work(() -> round.begin(look, parts));
    host.later().after(DirectoryLoad.MAX_TIME, () -> questioner.work(round::end));
  }

  private static LookRequest look(Request request) throws Refusal {
    if (!request.element().name().equals(LookRequest.NAME)) {
      throw new Refusal(Condition.bad_request, "There is no such request.");
    }
    try {
      LookRequest look = LookRequest.parse(request.element());
      if (look.wantsKeys() != (request.type() == IQ.Type.set)) {
        throw new Refusal(Condition.bad_request, "Keys are asked for by IQ-set, and only they.");
      }
      return look;
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    }
  }

  private boolean isOurs(JID from) {
    return from.getNode() != null && from.getDomain().equals(addresses.domain());
  }

  /** Only our own accounts have others asked for them; so no directory ever asks in a circle. */
  private Function<String, Part> parts(JID from) {
    return domain -> {
      if (domain.equals(addresses.domain())) {
        return local;
      }
      return isOurs(from)
          ? new RemotePart(domain, remote)
          : (share, then) -> then.accept(Filling.failed(share.accounts(), Failed.Why.REFUSED));
    };
  }
}
