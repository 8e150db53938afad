package im.symbolon.views;

import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.chats.ChatException;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.export.ExportException;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.OtherAccountException;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.OtherNumberException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.linking.LinkingException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Something did not work: the key of one sentence that says what to do.
 *
 * @param args what stands in the sentence
 */
public record Problem(String key, List<String> args) {
  public Problem {
    args = List.copyOf(args);
  }

  static Problem of(String key, String... args) {
    return new Problem("problem." + key, List.of(args));
  }

  /** What a person is told when this happened; never the exception's own words. */
  static Problem of(Exception failure) {
    if (failure instanceof TransportException e) {
      return reason("transport", e.reason());
    } else if (failure instanceof StoreException e) {
      return reason("store", e.reason());
    } else if (failure instanceof GroupException e) {
      return reason("group", e.reason());
    } else if (failure instanceof ChatException e) {
      return reason("chat", e.reason());
    } else if (failure instanceof LinkingException e) {
      return reason("linking", e.reason());
    } else if (failure instanceof GrantException e) {
      return reason("grant", e.reason());
    } else if (failure instanceof BackupException e) {
      return reason("backup", e.reason());
    } else if (failure instanceof RecoveryException e) {
      return reason("recovery", e.reason());
    } else if (failure instanceof FileException e) {
      return reason("files", e.reason());
    } else if (failure instanceof ExportException e) {
      return reason("export", e.reason());
    }
    return other(failure);
  }

  private static Problem other(Exception failure) {
    if (failure instanceof Sound.NoSoundException) {
      return of("sound.none");
    } else if (failure instanceof VoiceModel.UnplayableException) {
      return of("sound.unplayable");
    } else if (failure instanceof OtherNumberException || failure instanceof OtherKeyException) {
      return of("safety.changed");
    } else if (failure instanceof OtherAccountException e) {
      return of("safety.otheraccount", e.account().toString());
    } else if (failure instanceof ProtocolException) {
      return of("safety.nocode");
    } else if (failure instanceof IOException) {
      return of("file");
    } else if (failure instanceof IllegalArgumentException) {
      return of("text");
    }
    return of("unexpected");
  }

  static Problem of(LinkFailure failure) {
    return reason("linkfailure", failure);
  }

  private static Problem reason(String kind, Enum<?> reason) {
    return of(kind + "." + lower(reason));
  }

  static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
