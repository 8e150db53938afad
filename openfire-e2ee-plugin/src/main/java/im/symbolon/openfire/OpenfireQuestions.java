package im.symbolon.openfire;

import im.symbolon.service.coverage.Host;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jivesoftware.openfire.IQRouter;
import org.jivesoftware.openfire.user.UserManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.IQResultListener;
import org.xmpp.packet.IQ;

/** Asks other addresses in the server's name. */
final class OpenfireQuestions implements Host.Questions {
  /** A session to another domain may have to be built up first. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(OpenfireQuestions.class);

  private final IQRouter router;

  private OpenfireQuestions(IQRouter router) {
    this.router = router;
  }

  /**
   * What somebody needs who reads device lists.
   *
   * @param worker the name of a thread that the work is done on
   * @param waiting so many tasks wait for it; more are dropped
   */
  static Host host(Hosting hosting, String worker, int waiting) {
    UserManager users = hosting.server().getUserManager();
    return new Host(
        hosting.outbox(),
        new NoSuchUser(
            hosting.domain(),
            name -> OpenfireAccounts.exists(users, name),
            new OpenfireQuestions(hosting.server().getIQRouter())),
        Threads.worker(hosting, worker, waiting));
  }

  @Override
  public void ask(IQ request, Consumer<Optional<IQ>> answer) {
    router.addIQResultListener(request.getID(), new Answer(answer), PATIENCE.toMillis());
    try {
      router.route(request);
    } catch (RuntimeException e) { // then nobody answers, and the router says so in time
      LOG.debug("{} cannot be asked", request.getTo(), e);
    }
  }

  private record Answer(Consumer<Optional<IQ>> then) implements IQResultListener {
    @Override
    public void receivedAnswer(IQ answer) {
      then.accept(Optional.of(answer));
    }

    @Override
    public void answerTimeout(String id) {
      then.accept(Optional.empty());
    }
  }
}
