package im.symbolon.messenger.files;

import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.MediaFolder.Place;
import im.symbolon.messenger.files.Transfer.Stage;
import im.symbolon.messenger.files.http.HttpDoor;
import im.symbolon.messenger.records.Uploads;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.UploadRequest;
import im.symbolon.protocol.files.UploadSlot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;

/** Uploads a file that lies sealed on this device, whole and in one piece. */
final class Uploading {
  private static final int PORTION = 64 * 1024;

  private final UploadSlots slots;
  private final HttpDoor http;
  private final Supplier<String> names;

  /**
   * Over these.
   *
   * @param names for the server, which say nothing about the file
   */
  Uploading(UploadSlots slots, HttpDoor http, Supplier<String> names) {
    this.slots = slots;
    this.http = http;
    this.names = names;
  }

  /** Where it lies then. */
  SealedSource upload(Uploads.Sealed sealed, Place place, Transfer transfer) throws FileException {
    transfer.at(Stage.MOVING, 0, sealed.size());
    UploadSlot slot = slot(sealed.size());
    transfer.cancelling().check();
    http.put(
        slot, sealed.size(), out -> write(place, sealed, out, transfer), transfer.cancelling());
    return new SealedSource(sealed.key(), List.of(sealed.hash()), List.of(slot.get()));
  }

  private UploadSlot slot(long size) throws FileException {
    try {
      UploadSlots.Service service = slots.service();
      if (service.largest().isPresent() && size > service.largest().getAsLong()) {
        throw new FileException(Reason.TOO_LARGE);
      }
      return slots.ask(service, new UploadRequest(FileName.clean(names.get()), size));
    } catch (TransportException e) {
      throw new FileException(reason(e), e);
    }
  }

  private static Reason reason(TransportException e) {
    if (e.stanzaError().isPresent()) {
      StanzaError error = e.stanzaError().get();
      if (error.says("file-too-large")) {
        return Reason.TOO_LARGE;
      }
      return error.type().equals("wait") ? Reason.SERVER_FULL : Reason.REFUSED;
    }
    return switch (e.reason()) {
      case NOT_OFFERED -> Reason.NOT_OFFERED;
      case PROTOCOL -> Reason.FORBIDDEN_ADDRESS;
      default -> Reason.NETWORK;
    };
  }

  private static void write(Place place, Uploads.Sealed sealed, OutputStream out, Transfer transfer)
      throws IOException, FileException {
    byte[] portion = new byte[PORTION];
    long done = 0;
    try (InputStream in = open(place)) {
      for (int n = in.read(portion); n >= 0; n = in.read(portion)) {
        transfer.cancelling().check();
        out.write(portion, 0, n);
        done += n;
        transfer.at(Stage.MOVING, done, sealed.size());
      }
    }
  }

  private static InputStream open(Place place) throws FileException {
    try {
      return Files.newInputStream(place.sealed());
    } catch (IOException e) {
      throw new FileException(Reason.SOURCE_GONE, e);
    }
  }
}
