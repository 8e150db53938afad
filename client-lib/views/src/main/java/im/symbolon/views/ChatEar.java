package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.util.function.Consumer;

/** Hears what concerns one chat. */
final class ChatEar implements Heard {
  private final BareJid chat;
  private final Runnable again;
  private final Runnable attended;
  private final Consumer<Boolean> typing;

  /**
   * @param again told when what is shown may be old
   * @param attended told when a person looks at the window
   */
  ChatEar(BareJid chat, Runnable again, Runnable attended, Consumer<Boolean> typing) {
    this.chat = chat;
    this.again = again;
    this.attended = attended;
    this.typing = typing;
  }

  @Override
  public void chat(BareJid which) {
    if (which.equals(chat)) {
      again.run();
    }
  }

  @Override
  public void typing(BareJid which, boolean composing) {
    if (which.equals(chat)) {
      typing.accept(composing);
    }
  }

  @Override
  public void person(BareJid person) {
    chat(person);
  }

  @Override
  public void contacts() {
    again.run();
  }

  @Override
  public void presence(BareJid person) {
    chat(person);
  }

  @Override
  public void portrait(BareJid who) {
    again.run();
  }

  @Override
  public void attended() {
    attended.run();
  }

  @Override
  public void group(BareJid room) {
    chat(room);
  }

  @Override
  public void connection() {
    again.run(); // or more of the history came
  }
}
