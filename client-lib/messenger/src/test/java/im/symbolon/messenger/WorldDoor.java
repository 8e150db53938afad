package im.symbolon.messenger;

import im.symbolon.messenger.engine.ControlHandler;
import im.symbolon.messenger.engine.Surroundings;
import im.symbolon.messenger.engine.Workers;
import im.symbolon.messenger.store.StoreException;

/** Opens messengers whose time is a test's. */
public final class WorldDoor {
  private WorldDoor() {}

  public static Messenger open(
      Surroundings surroundings, Messenger.TransportMaker transports, Workers workers)
      throws StoreException {
    return Messenger.open(surroundings, transports, workers);
  }

  public static void handle(Messenger messenger, ControlHandler handler) {
    messenger.control().add(handler);
  }
}
