package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases what an account's devices have all acknowledged, by who they are now. */
final class ProvenErasure {
  private static final Logger LOG = LoggerFactory.getLogger(ProvenErasure.class);

  private final Erasure erasure;
  private final Audiences audiences;

  ProvenErasure(Erasure erasure, Audiences audiences) {
    this.erasure = Objects.requireNonNull(erasure);
    this.audiences = Objects.requireNonNull(audiences);
  }

  /**
   * Erases it once the device list is known; nothing while it is not. What fails is logged, and
   * left to the next time.
   */
  void of(BareJid owner) {
    audiences.ask(owner, found -> found.ifPresent(devices -> erase(owner, devices)));
  }

  private void erase(BareJid owner, AccountDevices devices) {
    try {
      erasure.eraseProven(owner, devices);
    } catch (MailboxException e) {
      LOG.warn("What {} has acknowledged was not erased", owner, e);
    }
  }
}
