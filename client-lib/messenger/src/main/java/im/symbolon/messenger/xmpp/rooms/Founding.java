package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.rooms.RoomException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for being let into a room that is to be made. */
final class Founding {
  private static final String TAKEN = "There is such a room already; choose another address.";

  private final CompletableFuture<Void> let = new CompletableFuture<>();

  void entered(boolean made) {
    if (made) {
      let.complete(null);
    } else {
      known();
    }
  }

  /** It was there before. */
  void known() {
    let.completeExceptionally(new RoomException(Reason.NAME_TAKEN, TAKEN));
  }

  void refused(Departure why) {
    boolean there =
        switch (why.reason()) {
          case NOT_A_MEMBER, BANNED, LOCKED, NICK_TAKEN -> true;
          default -> false;
        };
    if (there) {
      known();
    } else {
      let.completeExceptionally(
          new RoomException(Reason.REFUSED, "The chat service lets us make no rooms."));
    }
  }

  /**
   * @throws RoomException NAME_TAKEN, REFUSED, TIMEOUT
   */
  void await(Duration patience) throws RoomException {
    try {
      let.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      RoomException why = (RoomException) e.getCause();
      throw new RoomException(why.reason(), why.getMessage(), why);
    } catch (TimeoutException e) {
      throw new RoomException(Reason.TIMEOUT, "The chat service does not answer in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RoomException(Reason.TIMEOUT, "Making the room was cancelled.", e);
    }
  }
}
