package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.ActRecord;
import im.symbolon.messenger.records.wire.MentionRecord;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.records.wire.TargetRecord;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.omemo.Mention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What messages say, as it is stored and given to other devices. */
final class ContentCodec {
  private static final int EDIT = 1;
  private static final int RETRACT = 2;
  private static final int REACT = 3;

  private ContentCodec() {}

  static void write(Content content, MessageRecord.Builder out) {
    out.setText(content.text());
    content.mentions().forEach(each -> out.addMentions(write(each)));
    content.reply().ifPresent(each -> out.setReply(write(each.target())));
    content.act().ifPresent(each -> out.setAct(write(each)));
    content.attachments().forEach(each -> out.addAttachments(each.sharing().toXml()));
    content.lifetime().ifPresent(each -> out.setLifetimeS(each.toMillis() / 1000));
  }

  private static MentionRecord write(Mention mention) {
    return MentionRecord.newBuilder()
        .setBegin(mention.begin())
        .setEnd(mention.end())
        .setWho(mention.who().toString())
        .build();
  }

  static TargetRecord write(Target target) {
    return TargetRecord.newBuilder()
        .setAuthor(target.author().toString())
        .setId(target.id())
        .build();
  }

  private static ActRecord write(Act act) {
    ActRecord.Builder out = ActRecord.newBuilder().setTarget(write(act.target()));
    if (act instanceof Act.React react) {
      return out.setKind(REACT).addAllEmoji(react.emoji()).build();
    }
    return out.setKind(act instanceof Act.Edit ? EDIT : RETRACT).build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ProtocolException or IllegalArgumentException for anything else
   */
  static Content read(MessageRecord found) throws ProtocolException {
    return new Content(
        found.getText(),
        mentions(found),
        found.hasReply() ? Optional.of(reply(target(found.getReply()))) : Optional.empty(),
        attachments(found),
        found.hasAct() ? Optional.of(act(found.getAct())) : Optional.empty(),
        found.getLifetimeS() > 0
            ? Optional.of(Duration.ofSeconds(found.getLifetimeS()))
            : Optional.empty());
  }

  private static List<Mention> mentions(MessageRecord found) throws ProtocolException {
    List<Mention> mentions = new ArrayList<>();
    for (MentionRecord each : found.getMentionsList()) {
      mentions.add(new Mention(each.getBegin(), each.getEnd(), BareJid.parse(each.getWho())));
    }
    return mentions;
  }

  private static Reply reply(Target to) {
    return new Reply(to.author(), to.id());
  }

  static Target target(TargetRecord found) throws ProtocolException {
    if (!Pointer.isId(found.getId())) {
      throw new ProtocolException(Reason.MALFORMED, "not an id of a message");
    }
    return new Target(BareJid.parse(found.getAuthor()), found.getId());
  }

  private static List<Attachment> attachments(MessageRecord found) throws ProtocolException {
    List<Attachment> attachments = new ArrayList<>();
    for (String each : found.getAttachmentsList()) {
      attachments.add(new Attachment(SecureXml.parse(each)));
    }
    return attachments;
  }

  private static Act act(ActRecord found) throws ProtocolException {
    Target target = target(found.getTarget());
    return switch (found.getKind()) {
      case EDIT -> new Act.Edit(target);
      case RETRACT -> new Act.Retract(target);
      case REACT -> new Act.React(target, emoji(found));
      default -> throw new ProtocolException(Reason.MALFORMED, "an act that nobody knows");
    };
  }

  private static SortedSet<String> emoji(ActRecord found) throws ProtocolException {
    SortedSet<String> emoji = new TreeSet<>(found.getEmojiList());
    if (emoji.size() > Pointer.MAX_EMOJI || !emoji.stream().allMatch(Pointer::isEmoji)) {
      throw new ProtocolException(Reason.MALFORMED, "not reactions");
    }
    return emoji;
  }
}
