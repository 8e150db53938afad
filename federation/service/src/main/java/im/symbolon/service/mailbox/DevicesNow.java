package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xmpp.packet.PacketError.Condition;

/**
 * Waits for an account's devices, when they are not known at once: a short time, and few threads at
 * once, so that whoever makes lists slow does not stop a server.
 */
final class DevicesNow {
  private static final int MAX_WAITING = 4;

  private final Audiences audiences;
  private final Duration patience;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  DevicesNow(Audiences audiences) {
    this(audiences, Duration.ofSeconds(2));
  }

  DevicesNow(Audiences audiences, Duration patience) {
    this.audiences = audiences;
    this.patience = patience;
  }

  /**
   * The account's devices; empty when it has no valid signed list.
   *
   * @throws Refusal resource-constraint when it takes too long
   */
  Optional<AccountDevices> of(BareJid account) throws Refusal {
    CompletableFuture<Optional<AccountDevices>> answer = new CompletableFuture<>();
    audiences.ask(account, answer::complete);
    boolean known = answer.isDone();
    if (!known && !waiting.tryAcquire()) {
      throw tooSlow(null);
    }
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw tooSlow(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooSlow(e);
    } finally {
      if (!known) {
        waiting.release();
      }
    }
  }

  private static Refusal tooSlow(Throwable cause) {
    return new Refusal(
        Condition.resource_constraint, "The device list is not known. Try again later.", cause);
  }
}
