package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.contacts.DomainView;
import im.symbolon.messenger.people.PersonView;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.SafetyNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether somebody is who they seem to be, and how one makes sure. */
public final class SafetyModel implements AutoCloseable {
  private final Session session;
  private final BareJid person;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;
  private volatile Optional<DomainView> lastSaid = Optional.empty();

  /** What is thought of the person. */
  public enum Standing {
    /** No key of theirs is known: they were never written to, or have no encryption. */
    UNKNOWN,
    NOT_VERIFIED,
    VERIFIED,
    /** Another account key is offered than the one that was believed: nothing is sent. */
    CHANGED
  }

  /**
   * What the screen shows.
   *
   * @param number twelve groups of five digits, or none
   * @param code the text of the QR code that the other person scans here
   * @param doubt why the address may not be the one that it seems to be
   */
  public record View(
      boolean loaded,
      String name,
      Optional<Lookalike.Doubt> doubt,
      Standing standing,
      List<String> number,
      String code,
      List<DeviceRow> devices,
      Demands demands,
      Optional<Problem> problem) {
    public View {
      number = List.copyOf(number);
      devices = List.copyOf(devices);
    }

    View with(Optional<Problem> what) {
      return new View(loaded, name, doubt, standing, number, code, devices, demands, what);
    }

    View with(Demands said) {
      return new View(loaded, name, doubt, standing, number, code, devices, said, problem);
    }
  }

  SafetyModel(Session session, BareJid person) {
    this.session = session;
    this.person = person;
    this.state =
        session
            .backstage()
            .state(
                new View(
                    false,
                    Harmless.name(person.local()),
                    Optional.empty(),
                    Standing.UNKNOWN,
                    List.of(),
                    "",
                    List.of(),
                    Demands.of(person.domain()),
                    Optional.empty()));
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    this.heard =
        session.hear(
            new Heard() {
              @Override
              public void person(BareJid who) {
                if (who.equals(person) || who.equals(session.account())) {
                  recent.again();
                }
              }
            });
    recent.again();
    session.backstage().slowly(this::demand, problem -> {}); // offline, what it said is shown
  }

  private void demand() throws StoreException, TransportException {
    demand(messenger().domains().of(person.domain()));
    demand(messenger().domains().look(person.domain()));
  }

  private void demand(DomainView said) {
    lastSaid = Optional.of(said);
    state.change(was -> was.with(Demands.of(said)));
  }

  /** The person takes the domain's other key for its own. */
  public void believeDomain() {
    lastSaid.ifPresent(
        seen ->
            session
                .backstage()
                .slowly(() -> demand(messenger().domains().believe(seen)), this::failed));
  }

  public State<View> state() {
    return state;
  }

  public BareJid person() {
    return person;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void failed(Problem problem) {
    state.change(was -> was.with(Optional.of(problem)));
  }

  private void read() throws StoreException {
    Optional<SafetyNumber> number = messenger().people().safetyNumber(person);
    List<String> groups =
        number.isPresent() ? List.of(number.get().grouped().split(" ")) : List.of();
    Standing standing = standing(number.isPresent());
    String code = messenger().verificationUri();
    List<DeviceRow> devices = new ArrayList<>();
    for (KnownDevice each : messenger().devices(person)) {
      if (each.isListed()) {
        devices.add(DeviceRow.of(each));
      }
    }
    String name = new ChatItems(messenger()).nameOf(person);
    Optional<Lookalike.Doubt> doubt = Lookalike.in(person, messenger().strangers().known());
    state.change(
        was ->
            new View(
                true, name, doubt, standing, groups, code, devices, was.demands(), was.problem()));
  }

  private Standing standing(boolean known) throws StoreException {
    PersonView view = messenger().people().of(person);
    if (view.blocked().isPresent()) {
      return Standing.CHANGED;
    } else if (ChatItems.isVerified(messenger(), person)) {
      return Standing.VERIFIED;
    }
    return known ? Standing.NOT_VERIFIED : Standing.UNKNOWN;
  }

  private void act(Backstage.Task task) {
    state.change(was -> was.with(Optional.empty()));
    session
        .backstage()
        .quickly(
            () -> {
              task.run();
              recent.again();
              session.chats().refresh();
            },
            this::failed);
  }

  /** Both screens showed the number that is shown here. */
  public void confirm() {
    String seen = String.join("", state.value().number());
    act(() -> messenger().people().confirm(person, SafetyNumber.parse(seen)));
  }

  /** Takes the verification back. */
  public void unverify() {
    act(() -> messenger().people().unverify(person));
  }

  /**
   * Takes the text of a code that was scanned from that person's screen, or typed.
   *
   * <p>It is never sent to the own screen by a link that somebody wrote: see {@link
   * Messenger#verify}.
   */
  public void scanned(String code) {
    act(
        () -> {
          Verification found = messenger().verify(person, code.trim());
          if (found.isRefused()) {
            failed(Problem.of("safety.contradicts"));
          }
        });
  }

  /** Writes on although nothing was compared; they are not verified then. */
  public void acceptUnverified() {
    act(
        () -> {
          PersonView view = messenger().people().of(person);
          if (view.blocked().isPresent()) {
            messenger().people().acknowledge(person, view.blocked().get().offered());
          }
        });
  }

  @Override
  public void close() {
    heard.close();
  }
}
