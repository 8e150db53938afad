package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.content.Fallback;
import im.symbolon.protocol.content.Lifetime;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.files.AesGcmLink;
import im.symbolon.protocol.files.SharedFileCodec;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an entry says, as the elements that are sealed; the text is always the first. */
public final class ContentXml {
  private ContentXml() {}

  /** For devices of ours. */
  public static List<XmlElement> write(Content content) {
    return write(content, Target::id);
  }

  /**
   * The same, where others have their own names for some entries.
   *
   * @param outer how they know them
   */
  static List<XmlElement> write(Content content, Function<Target, String> outer) {
    List<XmlElement> out = new ArrayList<>();
    if (!content.text().isEmpty()) {
      out.add(Envelope.bodyOf(content.text()));
    }
    content.mentions().forEach(each -> out.add(each.toXml()));
    content.reply().ifPresent(to -> out.addAll(pointer(to).toXml(outer.apply(to.target()))));
    content.act().ifPresent(act -> out.addAll(pointer(act).toXml(outer.apply(act.target()))));
    content.attachments().forEach(each -> out.add(each.sharing()));
    content.lifetime().ifPresent(each -> out.add(Lifetime.toXml(each)));
    return Collections.unmodifiableList(out);
  }

  private static Pointer pointer(Reply reply) {
    return Pointer.of(Pointer.Kind.REPLY, reply.id(), reply.author());
  }

  private static Pointer pointer(Act act) {
    Target target = act.target();
    if (act instanceof Act.React react) {
      return new Pointer(
          Pointer.Kind.REACT, target.id(), Optional.of(target.author()), react.emoji());
    }
    boolean edit = act instanceof Act.Edit;
    return Pointer.of(
        edit ? Pointer.Kind.EDIT : Pointer.Kind.RETRACT, target.id(), target.author());
  }

  /**
   * Reads what {@link #write} or another client wrote; {@link Content#isEmpty() empty} when it says
   * nothing to a person.
   *
   * @param author who wrote it
   * @param other whose message it is most likely that is named without saying whose
   */
  public static Content read(List<XmlElement> elements, BareJid author, BareJid other) {
    String body = body(elements);
    Optional<Pointer> act = Pointer.act(elements);
    Optional<Pointer> reply = Pointer.reply(elements);
    if (act.isPresent()) {
      body = Fallback.cut(body, act.get().kind().namespace(), elements);
    }
    List<Attachment> files = attachments(elements);
    if (!files.isEmpty()) {
      body = Fallback.cut(body, Namespaces.FILE_SHARING, elements);
    }
    Optional<AesGcmLink> link = files.isEmpty() ? AesGcmLink.parse(body) : Optional.empty();
    if (link.isPresent()) {
      files = List.of(new Attachment(SharedFileCodec.encode(link.get().asFile())));
      body = "";
    }
    String text = reply.isPresent() ? unquoted(body, elements) : body;
    Content said =
        Content.of(text)
            .mentioning(shifted(Mention.in(elements, body), body, text))
            .bringing(files);
    if (reply.isPresent()) {
      BareJid to = reply.get().author().orElse(other);
      said = said.answering(new Reply(to, reply.get().id()));
    }
    Content whole = act.isPresent() ? acting(said, act(act.get(), author, other)) : said;
    return Lifetime.in(elements).map(whole::lasting).orElse(whole);
  }

  private static String body(List<XmlElement> elements) {
    return elements.stream()
        .filter(each -> each.is(Namespaces.CLIENT, "body"))
        .map(XmlElement::text)
        .findFirst()
        .orElse("");
  }

  private static String unquoted(String body, List<XmlElement> elements) {
    return Fallback.cut(body, Namespaces.REPLY, elements);
  }

  /** Places in the body are counted with the quotation before the text. */
  private static List<Mention> shifted(List<Mention> mentions, String body, String text) {
    int cut = body.codePointCount(0, body.length()) - text.codePointCount(0, text.length());
    if (cut == 0) {
      return mentions;
    }
    List<Mention> found = new ArrayList<>();
    for (Mention each : mentions) {
      if (each.begin() >= cut) {
        found.add(new Mention(each.begin() - cut, each.end() - cut, each.who()));
      }
    }
    return found;
  }

  private static List<Attachment> attachments(List<XmlElement> elements) {
    List<Attachment> found = new ArrayList<>();
    int chars = 0;
    for (XmlElement each : elements) {
      if (each.is(Namespaces.FILE_SHARING, "file-sharing") && found.size() < Attachment.MAX) {
        chars += each.toXml().length();
        if (chars <= Attachment.MAX_CHARS) {
          found.add(new Attachment(each));
        }
      }
    }
    return found;
  }

  /** An edit brings a text; the others bring nothing, and a text beside a reaction is a text. */
  private static Content acting(Content said, Act act) {
    if (act instanceof Act.Edit) {
      return said.text().isEmpty()
          ? Content.NONE
          : Content.of(act, said.text()).mentioning(said.mentions());
    }
    return act instanceof Act.Retract || said.isEmpty() ? Content.of(act, "") : said;
  }

  private static Act act(Pointer pointer, BareJid author, BareJid other) {
    if (pointer.kind() == Pointer.Kind.REACT) {
      return new Act.React(
          new Target(pointer.author().orElse(other), pointer.id()), pointer.emoji());
    }
    Target own = new Target(pointer.author().orElse(author), pointer.id());
    return pointer.kind() == Pointer.Kind.EDIT ? new Act.Edit(own) : new Act.Retract(own);
  }
}
