package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.KeysWanted;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyDirectoryTest {
  private final DirectoryServer server = new DirectoryServer();
  private final KeyDirectory directory =
      new KeyDirectory(server, new ServiceDiscovery(new Disco(server)));

  private static List<Wanted> accounts(int count) {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wanted.add(new Wanted(new BareJid("m" + i, "beta.test"), Optional.empty(), KeysWanted.NONE));
    }
    return wanted;
  }

  @Test
  void fiveHundredAccountsTakeAHandfulOfQuestions() throws Exception {
    assertThat(directory.look(accounts(500))).hasSize(500);
    assertThat(server.questions).isLessThanOrEqualTo(4); // discovery's among them
    assertThat(server.looks)
        .allMatch(each -> each.accounts().size() <= DirectoryLimits.MAX_ACCOUNTS);
  }

  @Test
  void whatHasNoRoomIsAskedForAgain() throws Exception {
    server.room = 80;
    assertThat(directory.look(accounts(500))).hasSize(500);
    assertThat(server.questions).isLessThanOrEqualTo(10);
  }

  @Test
  void aDirectoryThatAnswersInCrumbsIsGivenUp() throws Exception {
    server.room = 1;
    assertThat(directory.look(accounts(500))).hasSizeLessThan(50);
    assertThat(server.looks).hasSizeLessThan(50);
  }

  @Test
  void withoutADirectoryNobodyIsFound() throws Exception {
    server.hasDirectory = false;
    assertThat(directory.look(accounts(3))).isEmpty();
    assertThat(server.looks).isEmpty();
  }

  @Test
  void whatIsNoAnswerCountsForNothing() throws Exception {
    BareJid eve = new BareJid("eve", "beta.test");
    List<XmlElement> lies =
        List.of(
            XmlElement.element(Namespaces.DIRECTORY, "found").build(),
            XmlElement.element("urn:other", "found").build(),
            LookAnswer.of(List.of(), List.of(eve)).toXml());
    for (XmlElement each : lies) {
      server.lie = (request, truth) -> each;
      assertThat(directory.look(accounts(3))).isEmpty();
    }
  }

  @Test
  void whatCameBeforeAWrongAnswerCounts() throws Exception {
    server.lie =
        (request, truth) ->
            server.looks.size() == 1
                ? truth.toXml()
                : XmlElement.element("urn:other", "found").build();
    assertThat(directory.look(accounts(300))).hasSize(200);
  }

  @Test
  void withoutAConnectionThatIsSaid() {
    server.connected = false;
    assertThatThrownBy(() -> directory.look(accounts(3)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.reason()).isEqualTo(TransportException.Reason.NOT_CONNECTED));
  }
}
