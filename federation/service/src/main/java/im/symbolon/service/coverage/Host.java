package im.symbolon.service.coverage;

import im.symbolon.service.Outbox;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.xmpp.packet.IQ;

/**
 * What the server around does for this package.
 *
 * @param outbox sends the hints
 * @param questions asks for device lists
 * @param worker runs tasks one after the other, never on the thread that calls it; may drop some
 *     when there are too many
 */
public record Host(Outbox outbox, Questions questions, Executor worker) {
  public Host {
    Objects.requireNonNull(outbox);
    Objects.requireNonNull(questions);
    Objects.requireNonNull(worker);
  }

  /** Asks other addresses in the domain's name. */
  @FunctionalInterface
  public interface Questions {
    /**
     * Sends a request from the domain's own address, whose id nobody can guess. Throws nothing.
     *
     * @param answer is called once, on any thread: with the answer that bears that id, whoever sent
     *     it, or with nothing when none came for a while
     */
    void ask(IQ request, Consumer<Optional<IQ>> answer);
  }
}
