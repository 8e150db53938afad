package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.devices.OwnDeviceView;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
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

  /** One device. */
  public record Own(String id, String label, String fingerprint, Instant added, boolean here) {}

  /**
   * A device that shows the code that was typed, and what it would be given.
   *
   * @param fingerprint of its key, as its own screen shows it
   */
  public record Offer(String fingerprint, int verifiedPeople, long historyLines) {}

  /**
   * What the screen shows.
   *
   * @param recoveryPending whether nobody has written the recovery key down yet
   * @param offer what waits for approval
   * @param done what the last thing was that worked, as the key of a text
   */
  public record View(
      boolean loaded,
      Membership membership,
      List<Own> devices,
      boolean recoveryPending,
      boolean busy,
      Optional<Offer> offer,
      Optional<String> done,
      Optional<Problem> problem) {
    public View {
      devices = List.copyOf(devices);
    }

    View busy(boolean now) {
      return new View(
          loaded,
          membership,
          devices,
          recoveryPending,
          now,
          offer,
          Optional.empty(),
          Optional.empty());
    }

    View failed(Problem why) {
      return new View(
          loaded, membership, devices, recoveryPending, false, offer, done, Optional.of(why));
    }

    View offering(Optional<Offer> what) {
      return new View(loaded, membership, devices, recoveryPending, false, what, done, problem);
    }

    View done(String what) {
      return new View(
          loaded,
          membership,
          devices,
          recoveryPending,
          false,
          offer,
          Optional.of(what),
          Optional.empty());
    }
  }

  DevicesModel(Session session) {
    this.session = session;
    View none =
        new View(
            false,
            Membership.FIRST_TIME,
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    this.state = session.backstage().state(none);
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
              each.label(),
              each.fingerprint().grouped(),
              each.added(),
              each.thisDevice()));
    }
    boolean pending = isRecoveryPending();
    state.change(
        was ->
            new View(
                true,
                membership,
                devices,
                pending,
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
              state.change(DevicesModel::notBusy);
              recent.again();
            },
            this::failed);
  }

  private static View notBusy(View was) {
    return new View(
        was.loaded(),
        was.membership(),
        was.devices(),
        was.recoveryPending(),
        false,
        was.offer(),
        was.done(),
        was.problem());
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
