package im.symbolon.lab.groups;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Patience;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.bench.LightClient;
import im.symbolon.lab.bench.LightClient.Account;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A members-only room on one of two federated Openfire, and everybody in it: accounts on both, and
 * a stream for each device. Closing it stops the servers.
 */
final class RealRoom implements AutoCloseable {
  static final BareJid ADDRESS = new BareJid("friends", "conference.alpha.test");

  private static final String PASSWORD = "a bench's password";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final String OWNER = "http://jabber.org/protocol/muc#owner";
  private static final String ADMIN = "http://jabber.org/protocol/muc#admin";
  private static final String ITEMS = "http://jabber.org/protocol/disco#items";

  private final FederationLab lab;
  private final SSLContext tls;
  private final GroupCast cast;
  private final List<LightClient> clients = new ArrayList<>();
  private LightClient sender;
  private volatile Round round = Round.NONE;

  private RealRoom(FederationLab lab, GroupCast cast) throws LabException {
    this.lab = lab;
    this.tls = lab.ca().clientContext();
    this.cast = cast;
  }

  /** Starts the servers, makes the accounts and the room, and brings everybody in. */
  static RealRoom open(Path directory, GroupCast cast) throws LabException, IOException {
    LabPlan plan =
        LabPlan.of(directory, "alpha.test", "beta.test")
            .withProperty("sasl.mechs", "PLAIN,EXTERNAL") // so that logins cost the servers little
            .forLoad();
    RealRoom room = new RealRoom(FederationLab.start(plan), cast);
    try {
      room.register();
      room.gather();
      return room;
    } catch (IOException | RuntimeException e) {
      room.close();
      throw e;
    }
  }

  private void register() throws IOException {
    Set<BareJid> accounts = new TreeSet<>();
    accounts.add(cast.sender().account());
    cast.receivers().forEach(each -> accounts.add(each.account()));
    for (BareJid each : accounts) {
      LightClient.register(server(each), tls, new Account(each.local(), PASSWORD));
    }
  }

  private void gather() throws IOException {
    sender = login(cast.sender(), message -> {});
    enter(sender, cast.sender());
    sender.ask("set", ADDRESS.toString(), "<query xmlns='" + OWNER + "'>" + form() + "</query>");
    sender.ask("set", ADDRESS.toString(), "<query xmlns='" + ADMIN + "'>" + members() + "</query>");
    for (int i = 0; i < cast.receivers().size(); i++) {
      int device = i;
      DeviceAddress address = cast.receivers().get(i);
      enter(login(address, message -> round.arrived(device, message)), address);
    }
    int all = cast.receivers().size() + 1;
    if (!Patience.until(LIMIT, () -> occupants() == all)) {
      throw new IOException("not everybody came into the room");
    }
  }

  private LightClient login(DeviceAddress device, java.util.function.Consumer<String> messages)
      throws IOException {
    Account account = new Account(device.account().local(), PASSWORD, device.device().toString());
    LightClient client = LightClient.login(server(device.account()), tls, account, messages);
    clients.add(client);
    return client;
  }

  private RunningOpenfire server(BareJid account) {
    return lab.server(account.domain());
  }

  private static void enter(LightClient client, DeviceAddress device) throws IOException {
    client.say(
        "<presence to='"
            + ADDRESS
            + "/"
            + device.device()
            + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
  }

  /** Nobody is told who else comes: that is not what is measured, and its square is large. */
  private static String form() {
    return "<x xmlns='jabber:x:data' type='submit'>"
        + field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig")
        + field("muc#roomconfig_maxusers", "0")
        + field("muc#roomconfig_membersonly", "1")
        + field("muc#roomconfig_presencebroadcast", "moderator")
        + "</x>";
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value + "</value></field>";
  }

  private String members() {
    StringBuilder out = new StringBuilder();
    Set<BareJid> accounts = new TreeSet<>();
    cast.receivers().forEach(each -> accounts.add(each.account()));
    accounts.remove(cast.sender().account());
    accounts.forEach(each -> out.append("<item affiliation='member' jid='" + each + "'/>"));
    return out.toString();
  }

  private int occupants() throws IOException {
    String answer = sender.ask("get", ADDRESS.toString(), "<query xmlns='" + ITEMS + "'/>");
    return answer.split("<item ", -1).length - 1;
  }

  /** Sends messages of that text; each is awaited by all devices before the next. */
  GroupMeasure measure(GroupWay way, String text, int messages) throws Exception {
    double[] bytes = new double[messages];
    double[] sending = new double[messages];
    double[] receiving = new double[messages];
    double[] all = new double[messages];
    int unread = 0;
    for (int i = 0; i < messages; i++) {
      Round next = new Round(way, text, cast.receivers().size());
      round = next;
      long begun = System.nanoTime();
      long start = CLOCK.getCurrentThreadCpuTime();
      String xml = way.seal(text).toXml();
      sending[i] = (CLOCK.getCurrentThreadCpuTime() - start) / 1e3;
      bytes[i] = sender.say(xml);
      unread += next.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
      all[i] = (next.lastNanos() - begun) / 1e6;
      receiving[i] = next.microsEach();
    }
    return new GroupMeasure(
        way.name(),
        (int) GroupMeasure.median(bytes),
        GroupMeasure.median(sending),
        GroupMeasure.median(receiving),
        GroupMeasure.median(all),
        unread);
  }

  @Override
  public void close() {
    clients.forEach(LightClient::close);
    lab.close();
  }
}
