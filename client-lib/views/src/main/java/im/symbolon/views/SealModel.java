package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.devices.OwnDeviceView;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/** How one message was encrypted, by which device, when, and for whom. */
public final class SealModel implements AutoCloseable {
  private final Session session;
  private final BareJid chat;
  private final Target line;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;

  /**
   * The device that wrote it.
   *
   * @param label its owner's name for it; may be empty
   * @param fingerprint in groups; empty when its key is not known here any more
   * @param here whether it is this one
   * @param trust what was thought of it when the message came, as the key of a text
   */
  public record Device(
      String id, String label, String fingerprint, boolean here, Optional<String> trust) {}

  /**
   * For whom a message of this device was encrypted.
   *
   * @param devices how many it was encrypted for
   * @param legacy how many of them only in the older encryption
   * @param leftOut how many it was not encrypted for
   */
  public record Readers(int devices, int legacy, int leftOut) {}

  /**
   * What the screen shows.
   *
   * @param version how it was encrypted, as the key of a text; empty while it waits to be
   * @param way with which keys, as the key of a text; empty while it waits to be
   * @param readers of a message of this device alone
   */
  public record View(
      boolean loaded,
      Optional<String> version,
      Optional<String> way,
      Instant time,
      Optional<Device> device,
      Optional<Readers> readers,
      DeliveryState delivery) {}

  SealModel(Session session, BareJid chat, Target line) {
    this.session = session;
    this.chat = chat;
    this.line = line;
    View none =
        new View(
            false,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            DeliveryState.QUEUED);
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::read, problem -> {});
    this.heard =
        session.hear(
            new Heard() {
              @Override
              public void chat(BareJid which) {
                if (which.equals(chat)) {
                  recent.again();
                }
              }
            });
    recent.again();
  }

  public State<View> state() {
    return state;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void read() throws StoreException {
    Optional<Shown> found = messenger().chat(chat).line(line);
    if (!found.isPresent()) {
      return;
    }
    ChatMessage message = found.get().original();
    Optional<Device> device = device(message);
    boolean chain = isGroup() && hasChain(message);
    state.set(
        new View(
            true,
            version(message),
            version(message).map(key -> chain ? "seal.chain" : "seal.session"),
            message.time(),
            device,
            message.reach().map(SealModel::readers),
            message.state()));
  }

  private boolean isGroup() throws StoreException {
    for (Groups.Entry each : messenger().groups().all()) {
      if (each.room().equals(chat)) {
        return true;
      }
    }
    return false;
  }

  private static Readers readers(Reach reach) {
    return new Readers(reach.devices(), reach.legacy(), reach.leftOut());
  }

  private static Optional<String> version(ChatMessage message) {
    if (message.provenance().isPresent()) {
      boolean legacy = message.provenance().get().version() == OmemoVersion.LEGACY;
      return Optional.of(legacy ? "seal.legacy" : "seal.omemo2");
    } else if (message.reach().isPresent()) {
      Reach reach = message.reach().get();
      boolean both = reach.legacy() > 0 && reach.legacy() < reach.devices();
      boolean old = reach.legacy() > 0 && !both;
      return Optional.of(old ? "seal.legacy" : both ? "seal.both" : "seal.omemo2");
    }
    return Optional.empty();
  }

  /** Whoever knows sender keys seals once with their chain, for all in a group at once. */
  private boolean hasChain(ChatMessage message) throws StoreException {
    boolean legacy = message.provenance().filter(Provenance::isIntegrityWeak).isPresent();
    boolean known =
        message.outgoing() || messenger().people().of(message.sender()).root().isPresent();
    return known && !legacy;
  }

  private Optional<Device> device(ChatMessage message) throws StoreException {
    if (!message.senderDevice().isPresent()) {
      return message.outgoing() ? Optional.of(here()) : Optional.empty();
    }
    DeviceId id = message.senderDevice().get();
    Optional<String> trust = message.provenance().map(Provenance::trust).map(SealModel::trust);
    String label = message.outgoing() ? ownLabel(id) : label(message.sender(), id);
    return Optional.of(
        new Device(
            id.toString(), Harmless.name(label), fingerprint(message.sender(), id), false, trust));
  }

  private static String trust(Trust trust) {
    return "seal.trust." + Problem.lower(trust);
  }

  private Device here() throws StoreException {
    DeviceId id = messenger().device();
    String key = Fingerprint.of(messenger().identity()).grouped();
    return new Device(id.toString(), Harmless.name(ownLabel(id)), key, true, Optional.empty());
  }

  private String ownLabel(DeviceId id) throws StoreException {
    return messenger().ownDevices().all().stream()
        .filter(each -> each.id().equals(id))
        .map(OwnDeviceView::label)
        .findFirst()
        .orElse("");
  }

  private String label(BareJid person, DeviceId id) throws StoreException {
    return messenger().people().of(person).devices().stream()
        .filter(each -> each.id().equals(id))
        .map(ListedDevice::label)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  private String fingerprint(BareJid person, DeviceId id) throws StoreException {
    return messenger().devices(person).stream()
        .filter(each -> each.id().equals(id))
        .map(KnownDevice::fingerprint)
        .filter(Optional::isPresent)
        .map(each -> each.get().grouped())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    heard.close();
  }
}
