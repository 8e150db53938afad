package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.AliasRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Optional;

/**
 * How other clients name their messages: by an id outside, which they may use again, and which
 * therefore is none of ours (REVIEW 20). Of several the last one is meant.
 */
public final class Aliases {
  private final Rows rows;

  public Aliases(Rows rows) {
    this.rows = rows;
  }

  /** That client names this message so. */
  public void add(BareJid chat, Target target, String outer) throws StoreException {
    AliasRecord value =
        AliasRecord.newBuilder().setTarget(ContentCodec.write(target)).setOuter(outer).build();
    String author = target.author().toString();
    rows.put(
        Tables.ALIASES, RowKey.of("outer", chat.toString(), author, outer), value.toByteArray());
    rows.put(
        Tables.ALIASES,
        RowKey.of("inner", chat.toString(), author, target.id()),
        value.toByteArray());
  }

  /** How others know that message; its own id for all of ours. */
  public String outer(BareJid chat, BareJid author, String id) throws StoreException {
    return find("inner", chat, author, id).map(AliasRecord::getOuter).orElse(id);
  }

  /**
   * The id that it has here. Where a message is known under that very id, it is that one: servers
   * choose the ids outside (REVIEW 20), and may give one of them to another message.
   */
  public String inner(BareJid chat, BareJid author, String outer) throws StoreException {
    if (new Messages(rows).get(chat, author, outer).isPresent()) {
      return outer;
    }
    return find("outer", chat, author, outer).map(each -> each.getTarget().getId()).orElse(outer);
  }

  private Optional<AliasRecord> find(String which, BareJid chat, BareJid author, String id)
      throws StoreException {
    Optional<byte[]> value =
        rows.get(Tables.ALIASES, RowKey.of(which, chat.toString(), author.toString(), id));
    return value.isPresent()
        ? Optional.of(Stored.read(() -> AliasRecord.parseFrom(value.get())))
        : Optional.empty();
  }

  /** What somebody said, with the ids that messages have here. */
  public Content resolved(BareJid chat, Content said) throws StoreException {
    Content found = said;
    if (said.reply().isPresent()) {
      Target to = inner(chat, said.reply().get().target());
      found = found.answering(new Reply(to.author(), to.id()));
    }
    return said.act().isPresent() ? found.doing(inner(chat, said.act().get())) : found;
  }

  private Act inner(BareJid chat, Act act) throws StoreException {
    Target target = inner(chat, act.target());
    if (act instanceof Act.React react) {
      return new Act.React(target, react.emoji());
    }
    return act instanceof Act.Edit ? new Act.Edit(target) : new Act.Retract(target);
  }

  private Target inner(BareJid chat, Target named) throws StoreException {
    return new Target(named.author(), inner(chat, named.author(), named.id()));
  }
}
