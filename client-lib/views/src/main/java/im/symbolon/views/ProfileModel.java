package im.symbolon.views;

import im.symbolon.messenger.contacts.Portrait;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others need to find this account, and who is not to reach it. */
public final class ProfileModel implements AutoCloseable {
  private final Session session;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;

  /**
   * What the screen shows.
   *
   * @param link the account and its keys, as a link and for a QR code
   * @param nick what the person calls themselves; empty for nothing
   * @param picture whether there is one
   * @param blocked who is blocked
   */
  public record View(
      boolean loaded,
      String link,
      String nick,
      boolean picture,
      List<BareJid> blocked,
      boolean busy,
      Optional<Problem> problem) {
    static final View NOTHING = new View(false, "", "", false, List.of(), false, Optional.empty());

    public View {
      blocked = List.copyOf(blocked);
    }

    View now(boolean working, Optional<Problem> what) {
      return new View(loaded, link, nick, picture, blocked, working, what);
    }
  }

  ProfileModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(View.NOTHING);
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    this.heard = session.hear(new Ear());
    recent.again();
  }

  private final class Ear implements Heard {
    @Override
    public void chat(BareJid chat) {
      recent.again();
    }

    @Override
    public void own() {
      recent.again();
    }

    @Override
    public void portrait(BareJid who) {
      recent.again();
    }
  }

  public State<View> state() {
    return state;
  }

  public BareJid account() {
    return session.account();
  }

  private void failed(Problem why) {
    state.change(was -> was.now(false, Optional.of(why)));
  }

  private void read() throws StoreException {
    String link = session.messenger().verificationUri();
    List<BareJid> blocked = new ArrayList<>(session.messenger().blocking().all());
    Portrait own = session.messenger().portraits().of(session.account());
    boolean picture = own.picture().isPresent();
    String nick = Harmless.name(own.nick());
    state.change(was -> new View(true, link, nick, picture, blocked, was.busy(), was.problem()));
  }

  private void act(Backstage.Task task) {
    state.change(was -> was.now(true, Optional.empty()));
    session
        .backstage()
        .slowly(
            () -> {
              task.run();
              state.change(was -> was.now(false, was.problem()));
              recent.again();
            },
            this::failed);
  }

  /**
   * Shows a picture to all contacts.
   *
   * @param png a square, up to {@value Portrait#MAX_BYTES} bytes
   * @param side in pixels
   */
  public void show(byte[] png, int side) {
    byte[] kept = png.clone();
    act(() -> session.messenger().portraits().show(kept, side));
  }

  /** Shows none any more. */
  public void showNothing() {
    act(() -> session.messenger().portraits().showNothing());
  }

  /** What contacts see as a name, until they choose another one; empty for none. */
  public void call(String typed) {
    act(() -> session.messenger().portraits().call(Harmless.name(typed)));
  }

  /** That file holds no picture that can be shown. */
  public void notAPicture() {
    failed(Problem.of("picture"));
  }

  public void unblock(BareJid person) {
    session.chats().unblock(person);
  }

  @Override
  public void close() {
    heard.close();
  }
}
