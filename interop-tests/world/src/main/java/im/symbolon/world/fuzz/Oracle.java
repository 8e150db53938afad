package im.symbolon.world.fuzz;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.world.Phone;
import im.symbolon.world.fuzz.FuzzResult.Finding;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import im.symbolon.world.fuzz.Ledger.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows what every device should show, and compares. */
final class Oracle {
  /** Lines about devices stand in a chat for themselves, in place of no message. */
  private static final String ABOUT_DEVICES = "devices:";

  private final Ledger ledger;
  private final Listed listed;
  private final List<Finding> findings = new ArrayList<>();
  private long expected;

  Oracle(Ledger ledger, Listed listed) {
    this.ledger = ledger;
    this.listed = listed;
  }

  /** A text of somebody, in a chat. */
  private record Place(BareJid chat, BareJid sender, String text) {}

  /** Compares one device with what it should show, if it still exists. */
  void judge(Seat seat) {
    if (seat.isRemoved()) {
      return;
    }
    Phone phone = seat.phone();
    DeviceAddress device = seat.address();
    String name = phone.account() + "/" + phone.name();
    Map<Place, Integer> shown = shown(phone, name);
    for (Written each : ledger.all()) {
      if (each.due().contains(device) && !ledger.isGone(each)) {
        expected++;
        BareJid chat = each.chatFor(phone.account());
        if (!shown.containsKey(new Place(chat, each.by().account(), each.text()))) {
          findings.add(new Finding(Promise.LOST, name, each.text() + " by " + each.by()));
        }
      }
    }
    told(phone, name);
    if (!listed.of(seat.owner()).contains(device)) {
      findings.add(new Finding(Promise.LOST, name, "fell out of its owner's device list"));
    }
  }

  private Map<Place, Integer> shown(Phone phone, String name) {
    Map<Place, Integer> shown = new HashMap<>();
    for (BareJid chat : Cast.PEOPLE) {
      for (ChatMessage each : phone.history(chat)) {
        if (each.note().isEmpty()) {
          Place place = new Place(chat, each.sender(), each.text());
          if (shown.merge(place, 1, Integer::sum) > 1) {
            findings.add(new Finding(Promise.DUPLICATED, name, each.text()));
          }
        } else if (!each.id().startsWith(ABOUT_DEVICES)) {
          findings.add(new Finding(Promise.UNREADABLE, name, line(each)));
        }
      }
    }
    return shown;
  }

  private static String line(ChatMessage message) {
    return message.note().get() + " from " + message.sender() + " at " + message.time();
  }

  /** What is shown once must not have rung twice either. */
  private void told(Phone phone, String name) {
    Map<Place, Integer> told = new HashMap<>();
    for (ChatMessage each : phone.told) {
      Place place = new Place(each.chat(), each.sender(), each.text());
      if (each.note().isEmpty() && told.merge(place, 1, Integer::sum) > 1) {
        findings.add(new Finding(Promise.DUPLICATED, name, each.text() + " was told again"));
      }
    }
  }

  /** How often a message had to be shown by a device. */
  long expected() {
    return expected;
  }

  List<Finding> findings() {
    return findings;
  }
}
