package im.symbolon.swing.chat;

import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import java.util.Optional;

/** What becomes of what is written: a message of its own, an answer, or another text of ours. */
final class Writing {
  private final ChatModel model;
  private final Composer composer;
  private final Parts parts;
  private Optional<Line> answered = Optional.empty();
  private Optional<Line> edited = Optional.empty();
  private String before = "";

  Writing(ChatModel model, Composer composer, Parts parts) {
    this.model = model;
    this.composer = composer;
    this.parts = parts;
    composer.onKeys(this::editLast, this::cancelled);
  }

  void send(String text) {
    if (edited.isPresent()) {
      Line line = edited.get();
      end();
      composer.draft(before);
      if (!text.equals(line.text())) {
        model.edit(line, text);
      }
    } else {
      Optional<Line> to = answered;
      end();
      if (to.isPresent()) {
        model.answer(to.get(), text);
      } else {
        model.send(text);
      }
    }
  }

  private void end() {
    answered = Optional.empty();
    edited = Optional.empty();
    composer.noContext();
  }

  void answer(Line line) {
    cancelled();
    answered = Optional.of(line);
    String whom =
        line.mine() ? parts.text("common.you") : model.state().value().nameOf(line.sender());
    composer.context(parts.text("chat.answering", whom), line.text());
    composer.focus();
  }

  void answerLast() {
    model.lastOfOthers().ifPresent(this::answer);
  }

  void edit(Line line) {
    cancelled();
    before = composer.draft();
    edited = Optional.of(line);
    composer.context(parts.text("chat.editing"), line.text());
    composer.draft(line.text());
    composer.focus();
  }

  void editLast() {
    model.lastOwn().ifPresent(this::edit);
  }

  /** What was begun to be written before a text was edited, comes back. */
  private void cancelled() {
    if (edited.isPresent()) {
      composer.draft(before);
    }
    end();
  }

  /** What is to be kept for later: not the text that is being edited. */
  String draft() {
    return edited.isPresent() ? before : composer.draft();
  }
}
