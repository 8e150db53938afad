package im.symbolon.messenger.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A chat for programs: one JSON object in each line. */
final class Lines implements AutoCloseable {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new Harmless()).build();

  private final JsonGenerator out;

  Lines(OutputStream stream) throws IOException {
    this.out = begin(stream);
    out.setRootValueSeparator(new SerializedString("\n"));
  }

  /** Begins any JSON of a copy. */
  static JsonGenerator begin(OutputStream stream) throws IOException {
    return JSON.createGenerator(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  /** Whoever looks at such a file sees it as it is. */
  private static final class Harmless extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      return standardAsciiEscapesForJSON();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      int type = Character.getType(c);
      boolean seen =
          type != Character.FORMAT
              && type != Character.CONTROL
              && type != Character.LINE_SEPARATOR
              && type != Character.PARAGRAPH_SEPARATOR;
      return seen || c == 0x200D // which holds emoji together
          ? null
          : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }

  void write(Shown line, List<Copied> files) throws IOException {
    ChatMessage message = line.original();
    out.writeStartObject();
    out.writeStringField("id", message.id());
    out.writeStringField("chat", message.chat().toString());
    out.writeStringField("author", message.sender().toString());
    if (message.senderDevice().isPresent()) {
      out.writeNumberField("device", message.senderDevice().get().value());
    }
    out.writeBooleanField("outgoing", message.outgoing());
    out.writeStringField("time", message.time().toString());
    out.writeStringField("state", message.state().name().toLowerCase(Locale.ROOT));
    if (message.note().isPresent()) {
      out.writeStringField("note", message.note().get().name().toLowerCase(Locale.ROOT));
    }
    out.writeStringField("text", line.now().text());
    out.writeBooleanField("edited", line.edited());
    if (line.now().reply().isPresent()) {
      out.writeObjectFieldStart("answers");
      out.writeStringField("author", line.now().reply().get().author().toString());
      out.writeStringField("id", line.now().reply().get().id());
      out.writeEndObject();
    }
    mentions(line.now().mentions());
    reactions(line.reactions());
    files(files);
    out.writeEndObject();
  }

  private void mentions(List<Mention> mentions) throws IOException {
    if (mentions.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("mentions");
    for (Mention each : mentions) {
      out.writeStartObject();
      out.writeStringField("account", each.who().toString());
      out.writeNumberField("begin", each.begin());
      out.writeNumberField("end", each.end());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void reactions(Map<String, List<BareJid>> reactions) throws IOException {
    if (reactions.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("reactions");
    for (Map.Entry<String, List<BareJid>> each : reactions.entrySet()) {
      out.writeArrayFieldStart(each.getKey());
      for (BareJid who : each.getValue()) {
        out.writeString(who.toString());
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void files(List<Copied> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("files");
    for (Copied each : files) {
      out.writeStartObject();
      out.writeStringField("name", each.name());
      out.writeStringField("type", each.type());
      if (each.size().isPresent()) {
        out.writeNumberField("size", each.size().getAsLong());
      }
      if (each.path().isPresent()) {
        out.writeStringField("path", each.path().get());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    out.writeRaw('\n');
    out.close();
  }
}
