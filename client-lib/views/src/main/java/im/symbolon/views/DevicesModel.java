package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.devices.ForeignDevice;
import im.symbolon.messenger.devices.OwnDeviceView;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.account.RecoveryKey;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The account's own devices: linking one more, naming and removing them, and the backup. */
public final class DevicesModel implements AutoCloseable {
  private final Session session;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;
  private volatile Optional<LinkRequest> asked = Optional.empty();

  /**
   * One device.
   *
   * @param foreign whether it is another kind of client, which was adopted
   */
  public record Own(
      String id, String label, String fingerprint, Instant added, boolean here, boolean foreign) {}

  /**
   * A device that shows the code that was typed, and what it would be given.
   *
   * @param fingerprint of its key, as its own screen shows it
   */
  public record Offer(String fingerprint, int verifiedPeople, long historyLines) {}

  /**
   * Another client on this account, of which nobody said whose it is.
   *
   * @param fingerprint of its key, to be compared there; empty while it could not be had
   */
  public record Strange(String id, String fingerprint, Instant foundAt) {}

  /**
   * What the screen shows.
   *
   * @param strangers clients that were not linked
   * @param recoveryPending whether nobody has written the recovery key down yet
   * @param recoveryKey while it is shown
   * @param offer what waits for approval
   * @param done what the last thing was that worked, as the key of a text
   */
  public record View(
      boolean loaded,
      Membership membership,
      List<Own> devices,
      List<Strange> strangers,
      boolean recoveryPending,
      String recoveryKey,
      boolean busy,
      Optional<Offer> offer,
      Optional<String> done,
      Optional<Problem> problem) {
    static final View NOTHING =
        new View(
            false,
            Membership.FIRST_TIME,
            List.of(),
            List.of(),
            false,
            "",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public View {
      devices = List.copyOf(devices);
      strangers = List.copyOf(strangers);
    }

    private View now(boolean working, Optional<String> what, Optional<Problem> why) {
      return new View(
          loaded,
          membership,
          devices,
          strangers,
          recoveryPending,
          recoveryKey,
          working,
          offer,
          what,
          why);
    }

    View busy(boolean working) {
      return now(working, Optional.empty(), Optional.empty());
    }

    View rested() {
      return now(false, done, problem);
    }

    View failed(Problem why) {
      return now(false, done, Optional.of(why));
    }

    View done(String what) {
      return now(false, Optional.of(what), Optional.empty());
    }

    View offering(Optional<Offer> what) {
      return new View(
          loaded,
          membership,
          devices,
          strangers,
          recoveryPending,
          recoveryKey,
          false,
          what,
          done,
          problem);
    }

    View showing(String key) {
      return new View(
          loaded,
          membership,
          devices,
          strangers,
          recoveryPending,
          key,
          false,
          offer,
          done,
          Optional.empty());
    }
  }

  DevicesModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(View.NOTHING);
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    this.heard = session.hear(new Ear());
    recent.again();
  }

  private final class Ear implements Heard {
    @Override
    public void own() {
      recent.again();
    }

    @Override
    public void linkingFailed(LinkFailure why) {
      failed(Problem.of(why));
    }
  }

  public State<View> state() {
    return state;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void failed(Problem problem) {
    state.change(was -> was.failed(problem));
  }

  private void read() throws StoreException {
    Membership membership = messenger().ownDevices().membership();
    List<Own> devices = new ArrayList<>();
    for (OwnDeviceView each : messenger().ownDevices().all()) {
      devices.add(
          new Own(
              each.id().toString(),
              Harmless.name(each.label()),
              each.fingerprint().grouped(),
              each.added(),
              each.thisDevice(),
              each.kind() == DeviceKind.FOREIGN));
    }
    List<Strange> strangers = new ArrayList<>();
    for (ForeignDevice each : messenger().ownDevices().foreign()) {
      String key = each.fingerprint().map(Fingerprint::grouped).orElse("");
      strangers.add(new Strange(each.id().toString(), key, each.foundAt()));
    }
    boolean pending = isRecoveryPending();
    state.change(
        was ->
            new View(
                true,
                membership,
                devices,
                strangers,
                pending,
                pending ? was.recoveryKey() : "",
                was.busy(),
                was.offer(),
                was.done(),
                was.problem()));
  }

  private boolean isRecoveryPending() throws StoreException {
    Optional<RecoveryKey> key = messenger().recovery().unconfirmedKey();
    key.ifPresent(RecoveryKey::close);
    return key.isPresent();
  }

  private void act(Backstage.Task task) {
    state.change(was -> was.busy(true));
    session
        .backstage()
        .slowly(
            () -> {
              task.run();
              state.change(View::rested);
              recent.again();
            },
            this::failed);
  }

  /**
   * Gives a device another name.
   *
   * @param label up to 64 characters
   */
  public void rename(String id, String label) {
    act(() -> messenger().ownDevices().rename(DeviceId.parse(id), label.trim()));
  }

  /** Removes another device, for good. */
  public void remove(String id) {
    act(() -> messenger().ownDevices().remove(DeviceId.parse(id)));
  }

  /**
   * Removes a device that was stolen or that nobody knows: whatever it signs from now on counts for
   * nobody. Contacts are not alarmed.
   *
   * @param recoveryKey as the person has it on paper
   */
  public void revoke(String id, String recoveryKey) {
    act(
        () -> {
          try (RecoveryKey key = RecoveryKey.parse(recoveryKey)) {
            boolean done = messenger().recovery().revoke(key, DeviceId.parse(id));
            state.change(
                was ->
                    done
                        ? was.done("devices.revoked")
                        : was.failed(Problem.of("devices.revoke.cannot")));
          }
        });
  }

  /**
   * That client is the owner's: everybody encrypts to it from now on.
   *
   * @param seen its key, as the person compared it
   */
  public void adopt(Strange seen) {
    act(
        () -> {
          DeviceId id = DeviceId.parse(seen.id());
          boolean done = messenger().ownDevices().adopt(id, Fingerprint.parse(seen.fingerprint()));
          signed(done, "devices.adopted");
        });
  }

  /** That client is not the owner's: it is taken out of all lists. */
  public void disown(Strange seen) {
    act(
        () ->
            signed(messenger().ownDevices().disown(DeviceId.parse(seen.id())), "devices.disowned"));
  }

  private void signed(boolean done, String what) {
    state.change(was -> done ? was.done(what) : was.failed(Problem.of("group.cannotsign")));
  }

  /** Shows the recovery key that nobody has written down yet. */
  public void showRecoveryKey() {
    act(
        () -> {
          Optional<RecoveryKey> made = messenger().recovery().unconfirmedKey();
          if (made.isPresent()) {
            try (RecoveryKey key = made.get()) {
              String shown = key.text();
              state.change(was -> was.showing(shown));
            }
          }
        });
  }

  public void hideRecoveryKey() {
    state.change(was -> was.showing(""));
  }

  /**
   * The person has written the recovery key down.
   *
   * @param typed the last group of it, as a proof
   */
  public void confirmRecoveryKey(String typed) {
    String key = state.value().recoveryKey();
    String last = key.substring(key.lastIndexOf('-') + 1);
    if (key.isEmpty() || !typed.trim().equalsIgnoreCase(last)) {
      failed(Problem.of("recovery.notyet"));
      return;
    }
    act(
        () -> {
          messenger().recovery().confirmed();
          state.change(was -> was.showing("").done("devices.recovery.done"));
        });
  }

  /** Looks for the device that shows this code, typed or scanned. */
  public void find(String code) {
    act(
        () -> {
          LinkRequest found = messenger().linking().find(code.trim());
          forget();
          asked = Optional.of(found);
          Offer offer =
              new Offer(
                  found.fingerprint().grouped(), found.verifiedPeople(), found.historyLines());
          state.change(was -> was.offering(Optional.of(offer)));
        });
  }

  /** Makes that device a member of the account. */
  public void approve(boolean history) {
    act(
        () -> {
          if (asked.isPresent()) {
            asked.get().approve(history);
            forget();
            state.change(was -> was.offering(Optional.empty()).done("devices.linked"));
          }
        });
  }

  /** It was not meant, or not known. */
  public void decline() {
    forget();
    state.change(was -> was.offering(Optional.empty()));
  }

  private void forget() {
    asked.ifPresent(LinkRequest::close);
    asked = Optional.empty();
  }

  /**
   * Writes a backup. A file that was begun and not finished is removed.
   *
   * @param recoveryKey as the person has it on paper
   */
  public void backup(Path file, String recoveryKey) {
    act(
        () -> {
          try (RecoveryKey key = RecoveryKey.parse(recoveryKey)) {
            write(file, key);
          }
          state.change(was -> was.done("devices.backedup"));
        });
  }

  private void write(Path file, RecoveryKey key) throws Exception {
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      messenger().backup().write(out, key);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    heard.close();
    forget();
  }
}
