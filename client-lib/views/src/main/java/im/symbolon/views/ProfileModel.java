package im.symbolon.views;

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
   * @param blocked who is blocked
   */
  public record View(
      boolean loaded, String link, List<BareJid> blocked, Optional<Problem> problem) {
    public View {
      blocked = List.copyOf(blocked);
    }
  }

  ProfileModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(new View(false, "", List.of(), Optional.empty()));
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
  }

  public State<View> state() {
    return state;
  }

  public BareJid account() {
    return session.account();
  }

  private void failed(Problem why) {
    state.change(was -> new View(was.loaded(), was.link(), was.blocked(), Optional.of(why)));
  }

  private void read() throws StoreException {
    String link = session.messenger().verificationUri();
    List<BareJid> blocked = new ArrayList<>(session.messenger().blocking().all());
    state.change(was -> new View(true, link, blocked, was.problem()));
  }

  public void unblock(BareJid person) {
    session.chats().unblock(person);
  }

  @Override
  public void close() {
    heard.close();
  }
}
