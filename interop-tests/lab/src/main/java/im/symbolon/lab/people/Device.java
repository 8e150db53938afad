package im.symbolon.lab.people;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.lab.RunningServer;
import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.store.Passphrase;
import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.linking.LinkingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One client of one person, on a real store and a real connection. Thread-safe. */
public final class Device implements MessengerListener, AutoCloseable {
  /** Enough for a store that lives as long as a test. */
  private static final PassphraseCost CHEAP = new PassphraseCost(8, 1, 1);

  private static final String PASSPHRASE = "a store of the lab";

  private final FederationLab lab;
  private final BareJid account;
  private final String name;
  private final Path file;
  private final RememberingRandom random;
  private final List<ChatMessage> received = new CopyOnWriteArrayList<>();
  private final Map<String, Long> receivedAt = new ConcurrentHashMap<>();
  private final Map<String, ChatMessage> changed = new ConcurrentHashMap<>();
  private final List<Consumer<ChatMessage>> watchers = new CopyOnWriteArrayList<>();
  private final List<BareJid> requests = new CopyOnWriteArrayList<>();
  private final List<String> codes = new CopyOnWriteArrayList<>();
  private volatile Optional<ConnectionConfig.Endpoint> detour = Optional.empty();
  private volatile CountDownLatch announced = new CountDownLatch(1);
  private Messenger messenger;

  private Device(
      FederationLab lab, BareJid account, String name, Path file, RememberingRandom random) {
    this.lab = lab;
    this.account = account;
    this.name = name;
    this.file = file;
    this.random = random;
  }

  /**
   * A new device, not connected yet.
   *
   * @param directory where its store is made
   * @param random its randomness; what it drew can be looked for in the servers' files
   */
  public static Device of(
      FederationLab lab, BareJid account, String name, Path directory, RememberingRandom random)
      throws LabException, StoreException {
    Path file = directory.resolve(account.local() + "-" + name + ".db");
    Device device = new Device(lab, account, name, file, random);
    device.open();
    return device;
  }

  private void open() throws LabException, StoreException {
    try (Passphrase key = Passphrase.of(PASSPHRASE.toCharArray(), CHEAP)) {
      messenger =
          new Desktop(random, Clock.systemUTC())
              .finding(this::machine, (host, address) -> true)
              .open(config(), file, key)
              .listen(this);
    }
  }

  /** The lab's domains are in no DNS. */
  private InetAddress machine(String domain) throws IOException {
    try {
      return lab.host(domain).address();
    } catch (IllegalArgumentException e) {
      throw new IOException("no server of the lab", e);
    }
  }

  private ConnectionConfig config() throws LabException {
    RunningServer server = lab.host(account.domain());
    ConnectionConfig.Endpoint direct =
        new ConnectionConfig.Endpoint(server.address().getHostAddress(), server.c2sPort());
    return ConnectionConfig.of(account, name)
        .at(detour.orElse(direct))
        .trusting(lab.ca().trustManager());
  }

  /** Makes the account. */
  public Device register() throws TransportException {
    try (Password password = password()) {
      messenger.register(password);
    }
    return this;
  }

  /** Connects, and returns when others can write to this device. */
  public Device connect() throws TransportException {
    login();
    awaitAnnounced();
    return this;
  }

  /** Connects as a device of an account that has one already, which links it. */
  public Device linkTo(Device first)
      throws TransportException, StoreException, LinkingException, GrantException {
    login();
    codes.add(Linked.by(first.messenger, messenger, Linked.With.NOTHING));
    awaitAnnounced();
    return this;
  }

  /** Connects; a device that its account does not know yet is not announced by that. */
  public Device login() throws TransportException {
    announced = new CountDownLatch(1);
    try (Password password = password()) {
      messenger.connect(password);
    }
    return this;
  }

  /** Returns when others can write to this device. */
  public void awaitAnnounced() {
    try {
      if (!announced.await(Patience.USUAL.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(label() + " was not announced in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void deviceAnnounced() {
    announced.countDown();
  }

  /** Connects as soon as the server is there. */
  public Device keepConnected() {
    try (Password password = password()) {
      messenger.keepConnected(password);
    }
    return this;
  }

  private Password password() {
    return Password.of(passwordOf(account).toCharArray());
  }

  /** The password that the lab gives an account. */
  public static String passwordOf(BareJid account) {
    return "lab-" + account.local();
  }

  /** From the next start on it connects there instead of to its server. */
  public Device through(InetSocketAddress relay) {
    String host = relay.getAddress().getHostAddress();
    detour = Optional.of(new ConnectionConfig.Endpoint(host, relay.getPort()));
    return this;
  }

  /** Ends the client; its store stays. */
  public void stop() {
    messenger.close();
  }

  /** Loses a stopped client's store, with everything in it. */
  public void deleteStore() throws IOException {
    for (String part : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(Path.of(file + part));
    }
  }

  /** Starts a stopped client again with its store; not connected yet. */
  public Device start() throws LabException, StoreException {
    open();
    return this;
  }

  public Messenger messenger() {
    return messenger;
  }

  public BareJid account() {
    return account;
  }

  /** Account and device, for people. */
  public String label() {
    return account + " (" + name + ")";
  }

  /**
   * What the store holds of a chat, oldest first: each line is who wrote it and what, or the note
   * that stands there instead.
   */
  public List<String> chat(BareJid with) throws StoreException {
    List<String> lines = new ArrayList<>();
    for (ChatMessage each : messenger.history(with, 10_000)) {
      String what = each.note().map(note -> "[" + note + "]").orElse(each.text());
      lines.add(each.sender().local() + ": " + what);
    }
    return lines;
  }

  /** Who asked to see us, in order. */
  public List<BareJid> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void contactRequested(BareJid from) {
    requests.add(from);
  }

  /** Everything that came from others, in order of arrival, since this device was made. */
  public List<ChatMessage> received() {
    return List.copyOf(received);
  }

  /** The codes that only screens and paper may hold: the recovery key made here, linking codes. */
  public List<String> codes() throws StoreException {
    List<String> all = new ArrayList<>(codes);
    Optional<RecoveryKey> recovery = messenger.recovery().unconfirmedKey();
    if (recovery.isPresent()) {
      try (RecoveryKey key = recovery.get()) {
        all.add(key.text());
      }
    }
    return all;
  }

  /** The texts of {@link #received()}, notes left out. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (ChatMessage each : received) {
      if (each.note().isEmpty()) {
        texts.add(each.text());
      }
    }
    return texts;
  }

  /** Notes that stand where a message could not be read. */
  public List<ChatMessage> notes() {
    return received.stream().filter(m -> m.note().isPresent()).toList();
  }

  /** When a message was told, by {@link System#nanoTime()}. */
  public Optional<Long> receivedAt(String id) {
    return Optional.ofNullable(receivedAt.get(id));
  }

  /** The last that was told of an own message. */
  public Optional<ChatMessage> own(String id) {
    return Optional.ofNullable(changed.get(id));
  }

  /** Own messages that were told of, from this device and from others. */
  public List<ChatMessage> ownMessages() {
    return List.copyOf(changed.values());
  }

  /** Is told of every message that arrives. */
  public void onReceived(Consumer<ChatMessage> watcher) {
    watchers.add(watcher);
  }

  @Override
  public void messageReceived(ChatMessage message) {
    receivedAt.putIfAbsent(message.id(), System.nanoTime());
    received.add(message);
    watchers.forEach(watcher -> watcher.accept(message));
  }

  @Override
  public void messageChanged(ChatMessage message) {
    changed.put(message.id(), message);
  }

  @Override
  public void close() {
    messenger.close();
  }

  @Override
  public String toString() {
    return label();
  }
}
