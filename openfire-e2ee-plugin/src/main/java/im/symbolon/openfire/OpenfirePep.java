package im.symbolon.openfire;

import im.symbolon.service.devices.OwnNodes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;

/** Speaks with the server's PEP in its users' names; the answers never reach them. */
final class OpenfirePep implements OwnNodes.Host {
  /** 4.2 answers before routing returns, 5.x soon after. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(OpenfirePep.class);

  private final Consumer<IQ> router;
  private final Map<String, CompletableFuture<IQ>> asked = new ConcurrentHashMap<>();

  OpenfirePep(Consumer<IQ> router) {
    this.router = router;
  }

  @Override
  public Optional<IQ> ask(IQ request) {
    CompletableFuture<IQ> answer = new CompletableFuture<>();
    asked.put(request.getID(), answer);
    try {
      router.accept(request);
      return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("PEP does not answer for {}", request.getFrom(), e);
    } finally {
      asked.remove(request.getID());
    }
    return Optional.empty();
  }

  /** True for a request that was made here. */
  boolean isOurs(IQ iq) {
    return iq.getID() != null && asked.containsKey(iq.getID());
  }

  /** Takes the answer to a request that was made here. */
  void answered(IQ answer) {
    CompletableFuture<IQ> waiting = asked.get(answer.getID());
    if (waiting != null) {
      waiting.complete(answer.createCopy());
    }
  }
}
