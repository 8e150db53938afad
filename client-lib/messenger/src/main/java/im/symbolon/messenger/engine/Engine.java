package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.DeviceList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Joins the paths to the transport: what happens when, and on which thread. */
public final class Engine implements StanzaSink, TransportListener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Engine.class.getName());
  private static final Duration MAINTENANCE = Duration.ofHours(1);

  private final Surroundings surroundings;
  private final OwnDevice.Self self;
  private final List<MessengerListener> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService in = Threads.one("symbolon-in");
  private final ScheduledExecutorService out = Threads.one("symbolon-out");
  private Optional<Wired> wired = Optional.empty();

  public Engine(Surroundings surroundings) throws StoreException {
    this.surroundings = surroundings;
    this.self = new OwnKeys(surroundings).ensure();
  }

  /** The parts that need a transport. */
  private record Wired(
      XmppTransport transport,
      Directory directory,
      Publisher publisher,
      Courier courier,
      Inbound inbound) {}

  /** Attaches the transport, whose sink and listener this engine is. Once, before connecting. */
  public void attach(XmppTransport transport) {
    Parts parts = new Parts(surroundings, self, transport);
    wired =
        Optional.of(
            new Wired(
                transport,
                parts.directory(),
                parts.publisher(),
                new Courier(surroundings, transport, parts.outbound()),
                new Inbound(surroundings, self)));
    long hourly = MAINTENANCE.toMinutes();
    var unused =
        out.scheduleWithFixedDelay(() -> guarded(this::publish), hourly, hourly, TimeUnit.MINUTES);
    onIn(this::drain);
  }

  /** A new message id. */
  public String newId() {
    return surroundings.newId();
  }

  public OwnDevice.Self self() {
    return self;
  }

  public void listen(MessengerListener listener) {
    listeners.add(listener);
  }

  /** Something was put into the outbox. */
  public void outboxChanged() {
    onOut(this::deliver);
  }

  @Override
  public void accept(IncomingStanza stanza) throws StoreException {
    if (!concernsUs(stanza)) {
      return;
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).add(stanza, surroundings.clock().instant());
              return null;
            });
    onIn(this::drain);
  }

  private static boolean concernsUs(IncomingStanza stanza) {
    boolean conversation = stanza.type().equals("chat") || stanza.type().equals("normal");
    return stanza.type().equals("error")
        || stanza.extension(Namespaces.OMEMO_2, "encrypted").isPresent()
        || (conversation && stanza.body().isPresent());
  }

  private void drain() throws StoreException {
    Optional<Outcome> outcome = parts().inbound().next();
    while (outcome.isPresent()) {
      tell(outcome.get());
      outcome = parts().inbound().next();
    }
  }

  private void tell(Outcome outcome) {
    outcome.received().forEach(m -> each(l -> l.messageReceived(m)));
    outcome.changed().forEach(m -> each(l -> l.messageChanged(m)));
    outcome.returnedBy().forEach(contact -> onOut(() -> parts().courier().returned(contact)));
    if (outcome.hasQueued()) {
      outboxChanged();
    }
  }

  private void deliver() throws StoreException {
    Optional<Duration> again = parts().courier().run();
    if (again.isPresent()) {
      long wait = again.get().toMillis() + 1;
      var unused = out.schedule(() -> guarded(this::deliver), wait, TimeUnit.MILLISECONDS);
    }
    publishIfOutdated();
  }

  /** A used prekey is replaced as soon as nothing more urgent waits. */
  private void publishIfOutdated() throws StoreException {
    boolean outdated =
        surroundings.store().transaction(rows -> new OwnDevice(rows).bundleOutdated());
    if (outdated && parts().transport().state().isOnline()) {
      publish();
    }
  }

  private void publish() throws StoreException {
    if (!parts().transport().state().isOnline()) {
      return;
    }
    try {
      parts().publisher().publish(self);
    } catch (TransportException e) {
      LOG.log(Level.WARNING, "keys were not published: {0}", e.reason());
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Seen(rows).purge(surroundings.clock().instant());
              new Outbox(rows).purge(surroundings.clock().instant());
              return null;
            });
  }

  @Override
  public void stateChanged(ConnectionState state) {
    if (state instanceof ConnectionState.Online online) {
      if (!online.resumed()) {
        onOut(this::publish);
      }
      onOut(this::deliver);
    }
    each(l -> l.connectionChanged(state));
  }

  @Override
  public void acknowledged(String id) {
    onOut(
        () -> {
          Optional<ChatMessage> sent = parts().courier().acknowledged(id);
          sent.ifPresent(m -> each(l -> l.messageChanged(m)));
        });
  }

  @Override
  public void dropped(String id) {
    onOut(() -> parts().courier().dropped(id));
    onOut(this::deliver);
  }

  @Override
  public void pepEvent(PepEvent event) {
    onOut(() -> heard(event));
  }

  private void heard(PepEvent event) throws StoreException {
    Optional<DeviceList> list = parts().directory().heard(event);
    if (!list.isPresent()) {
      return;
    }
    if (event.from().equals(surroundings.account()) && !list.get().contains(self.device())) {
      publish();
    }
    parts().courier().retry(event.from());
    deliver();
  }

  @Override
  public void subscriptionRequested(BareJid from) {
    each(l -> l.contactRequested(from));
  }

  /** Waits until what was begun is stored; nothing new begins. */
  @Override
  public void close() {
    Threads.end(in);
    Threads.end(out);
    self.close();
  }

  private Wired parts() {
    return wired.orElseThrow(() -> new IllegalStateException("no transport is attached"));
  }

  private void each(java.util.function.Consumer<MessengerListener> call) {
    for (MessengerListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a listener failed", e);
      }
    }
  }

  /** Something that may fail because the store does. */
  @FunctionalInterface
  private interface Task {
    void run() throws StoreException;
  }

  private void onIn(Task task) {
    submit(in, task);
  }

  private void onOut(Task task) {
    submit(out, task);
  }

  private void submit(ScheduledExecutorService executor, Task task) {
    try {
      executor.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "closed: what is left stays in the store for the next start");
    }
  }

  private static void guarded(Task task) {
    try {
      task.run();
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.CLOSED) {
        LOG.log(Level.SEVERE, "the store failed: {0}", e.reason());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
    }
  }
}
