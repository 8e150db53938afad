package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.TestDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An account whose devices really signed; answers the service's questions about them. */
final class SignedHousehold implements Audiences {
  private final BareJid account;
  private final TestDevice root;
  private final TestDevice listKey;
  private final Map<Integer, TestDevice> keys = new TreeMap<>();
  private final Instant issued;
  private Optional<AccountDevices> current = Optional.empty();
  private final Map<Integer, Instant> added = new TreeMap<>();
  boolean silent;
  final List<Runnable> waiting = new ArrayList<>();

  SignedHousehold(BareJid account, Instant issued) {
    this.account = account;
    this.issued = issued;
    this.root = new TestDevice(account, 1);
    this.listKey = new TestDevice(account, 1);
  }

  /** From now on, lists say that this device was added then. */
  SignedHousehold adds(int device, Instant when) {
    added.put(device, when);
    return this;
  }

  /** Publishes a list of these devices; the OMEMO lists name the same and no other. */
  SignedHousehold lists(int... devices) throws Exception {
    return publishes(list(devices, List.of()), devices);
  }

  SignedHousehold publishes(SignedDeviceList list, int... announced) throws Exception {
    Set<DeviceId> omemo =
        IntStream.of(announced).mapToObj(DeviceId::new).collect(Collectors.toSet());
    current =
        Optional.of(AccountDevices.verified(account, list, omemo, new JdkSignatureVerifier()));
    return this;
  }

  void publishesNothing() {
    current = Optional.empty();
  }

  SignedDeviceList list(int[] devices, List<Tombstone> tombstones) {
    List<ListedDevice> listed = new ArrayList<>();
    IntStream.of(devices).sorted().forEach(each -> listed.add(device(each)));
    List<Tombstone> sorted = new ArrayList<>(tombstones);
    sorted.sort(Comparator.comparing(Tombstone::id));
    DeviceListDraft draft =
        new DeviceListDraft(
            account,
            certificate(),
            1,
            List.of(),
            issued,
            issued.plus(DeviceListDraft.MAX_LIFETIME),
            listed,
            sorted);
    return draft.signedWith(listKey.sign(draft.signedBytes()));
  }

  private ListKeyCertificate certificate() {
    AccountRoot accountRoot = new AccountRoot(root.identityKey());
    ListKey key = new ListKey(listKey.identityKey());
    Instant expires = issued.plus(Duration.ofDays(3650));
    byte[] signed = ListKeyCertificate.signedBytes(account, accountRoot, key, 1, expires);
    return new ListKeyCertificate(accountRoot, key, 1, expires, root.sign(signed));
  }

  private ListedDevice device(int number) {
    TestDevice key = key(number);
    Instant when = added.getOrDefault(number, issued);
    byte[] signed =
        ListedDevice.membershipBytes(
            new AccountRoot(root.identityKey()), account, new DeviceId(number), when);
    return new ListedDevice(
        new DeviceId(number),
        key.identityKey(),
        DeviceKind.SYMBOLON,
        "phone",
        new TreeSet<>(),
        when,
        Optional.empty(),
        Optional.of(key.sign(signed)));
  }

  Tombstone tombstone(int number, Instant removed) {
    return new Tombstone(new DeviceId(number), key(number).identityKey(), removed);
  }

  TestDevice key(int number) {
    return keys.computeIfAbsent(number, each -> new TestDevice(account, each));
  }

  Acknowledgement ack(int number, MailboxId upTo) {
    DeviceAddress address = new DeviceAddress(account, new DeviceId(number));
    return new Acknowledgement(
        address.device(), upTo, key(number).sign(Acknowledgement.signedBytes(address, upTo)));
  }

  AccountDevices devices() {
    return current.orElseThrow();
  }

  @Override
  public void ask(BareJid asked, Consumer<Optional<AccountDevices>> then) {
    Optional<AccountDevices> answer = asked.equals(account) ? current : Optional.empty();
    if (silent) {
      waiting.add(() -> then.accept(answer));
    } else {
      then.accept(answer);
    }
  }
}
