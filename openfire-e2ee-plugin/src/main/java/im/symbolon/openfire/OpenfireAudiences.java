package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.coverage.AccountLists;
import im.symbolon.service.coverage.Host;
import im.symbolon.service.mailbox.AccountDevices;
import im.symbolon.service.mailbox.Audiences;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of an account by the lists in its PEP, when their signatures hold. */
final class OpenfireAudiences implements Audiences {
  /** What is dropped beyond goes by time alone. */
  private static final int MAX_WAITING = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(OpenfireAudiences.class);

  private final AccountLists lists;
  private final SignatureVerifier verifier = new JdkSignatureVerifier();

  private OpenfireAudiences(AccountLists lists) {
    this.lists = lists;
  }

  static OpenfireAudiences of(Hosting hosting) {
    Host host =
        new Host(
            hosting.outbox(),
            new OpenfireQuestions(hosting.server().getIQRouter()),
            Threads.worker(hosting, "symbolon-audiences", MAX_WAITING));
    ServiceAddresses addresses = new ServiceAddresses(hosting.domain(), Set.of(hosting.domain()));
    return new OpenfireAudiences(new AccountLists(addresses, host, hosting.clock()));
  }

  @Override
  public void ask(BareJid account, Consumer<Optional<AccountDevices>> then) {
    lists.ask(account, found -> then.accept(found.flatMap(each -> verified(account, each))));
  }

  private Optional<AccountDevices> verified(BareJid account, AccountLists.Lists found) {
    if (!found.signed().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          AccountDevices.verified(account, found.signed().get(), found.announced(), verifier));
    } catch (ProtocolException e) {
      LOG.debug("The signed device list of {} counts not", account, e);
      return Optional.empty();
    }
  }
}
