package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.coverage.AccountLists;
import im.symbolon.service.mailbox.AccountDevices;
import java.util.Optional;
import org.jivesoftware.openfire.cluster.ClusterManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of an account by the lists in its PEP, when their signatures hold. */
final class OpenfireAudiences {
  /** What is dropped beyond goes by time alone. */
  private static final int MAX_WAITING = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(OpenfireAudiences.class);
  private static final SignatureVerifier VERIFIER = new JdkSignatureVerifier();

  private OpenfireAudiences() {}

  static AccountLists<AccountDevices> of(Hosting hosting) {
    AccountLists<AccountDevices> lists =
        new AccountLists<>(
            hosting.addresses(),
            OpenfireQuestions.host(hosting, "symbolon-lists", MAX_WAITING),
            hosting.clock(),
            () -> !ClusterManager.isClusteringStarted(),
            OpenfireAudiences::verified);
    hosting.intercept(new ListNotices(hosting.domain(), lists::changed));
    return lists;
  }

  private static Optional<AccountDevices> verified(BareJid account, AccountLists.Lists found) {
    if (!found.signed().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          AccountDevices.verified(account, found.signed().get(), found.announced(), VERIFIER));
    } catch (ProtocolException e) {
      LOG.debug("The signed device list of {} counts not", account, e);
      return Optional.empty();
    }
  }
}
