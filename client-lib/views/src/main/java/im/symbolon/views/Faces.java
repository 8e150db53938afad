package im.symbolon.views;

import im.symbolon.messenger.contacts.Portrait;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pictures of people, as they sent them: whoever draws one must expect anything. */
public final class Faces {
  private static final int KEPT = 300;

  private final Session session;
  private final State<Long> state;
  private final Recent recent;
  private final Set<String> loading = new HashSet<>();
  private final Map<String, Picture> loaded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Picture> eldest) {
          return size() > KEPT;
        }
      };

  private Map<BareJid, String> known = Map.of();

  /** Somebody's picture. */
  public static final class Picture {
    private final String name;
    private final byte[] bytes;

    Picture(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes.clone();
    }

    /** Another picture has another one. */
    public String name() {
      return name;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  Faces(Session session) {
    this.session = session;
    this.state = session.backstage().state(0L);
    this.recent = new Recent(session.backstage(), this::read, problem -> {});
    session.hear(
        new Heard() {
          @Override
          public void portrait(BareJid who) {
            recent.again();
          }
        });
    recent.again();
  }

  /** Another number whenever somebody may look otherwise. */
  public State<Long> state() {
    return state;
  }

  private void read() throws StoreException {
    Map<BareJid, String> now = session.messenger().portraits().pictures();
    synchronized (this) {
      known = now;
    }
    state.change(before -> before + 1);
  }

  /** Somebody's picture, if it is here; if it has to be read first, the state changes then. */
  public Optional<Picture> of(BareJid who) {
    synchronized (this) {
      String name = known.get(who);
      if (name == null) {
        return Optional.empty();
      }
      Picture here = loaded.get(name);
      if (here != null || !loading.add(name)) {
        return Optional.ofNullable(here);
      }
    }
    session.backstage().quickly(() -> load(who), problem -> {});
    return Optional.empty();
  }

  private void load(BareJid who) throws StoreException {
    Portrait portrait = session.messenger().portraits().of(who);
    synchronized (this) {
      loading.clear();
      portrait
          .picture()
          .ifPresent(bytes -> loaded.put(portrait.sha1(), new Picture(portrait.sha1(), bytes)));
    }
    state.change(before -> before + 1);
  }
}
