package im.symbolon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabPlanTest {
  private static final Path HERE = Path.of("unused");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "alpha", "Alpha.test", "a_b.test", "../x.test", "a.test,b.test", "a'.test"})
  void refusesWhatIsNotADomainName(String name) {
    assertThatThrownBy(() -> LabPlan.of(HERE, name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNoneTooManyOrTheSameTwice() {
    assertThatThrownBy(() -> LabPlan.of(HERE)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LabPlan.of(HERE, "a.test", "a.test"))
        .isInstanceOf(IllegalArgumentException.class);
    String[] nine = {"a.b", "c.b", "d.b", "e.b", "f.b", "g.b", "h.b", "i.b", "j.b"};
    assertThatThrownBy(() -> LabPlan.of(HERE, nine)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesAreCopies() {
    LabPlan plan = LabPlan.of(HERE, "alpha.test");
    LabPlan changed =
        plan.withDistrusted("rogue.test")
            .withProperty("a", "b")
            .recordingStanzas()
            .onSharedAddress();
    assertThat(plan).isEqualTo(LabPlan.of(HERE, "alpha.test"));
    assertThat(changed.domains()).containsExactly("alpha.test", "rogue.test");
    assertThat(changed.distrusted()).containsExactly("rogue.test");
    assertThat(changed.properties()).containsEntry("a", "b");
    assertThat(changed.recordStanzas()).isTrue();
    assertThat(changed.ownAddresses()).isFalse();
  }

  @Test
  void pluginsAreOfOneDomainOrOfEveryOpenfire() {
    Path one = Path.of("one.jar");
    Path two = Path.of("two.jar");
    LabPlan plan =
        LabPlan.of(HERE, "alpha.test", "beta.test")
            .with(Software.PROSODY, "prosody.test")
            .withPlugin(one, "alpha.test")
            .withPlugin(two);
    assertThat(plan.servers())
        .containsExactly(
            new DomainPlan("alpha.test", Software.OPENFIRE, List.of(one, two), true),
            new DomainPlan("beta.test", Software.OPENFIRE, List.of(two), true),
            new DomainPlan("prosody.test", Software.PROSODY, List.of(), true));
    assertThatThrownBy(() -> plan.withPlugin(one, "prosody.test"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan.withPlugin(one, "gamma.test"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOpenfireOfThePlanDiffersFromTheOthers() {
    ServerDatabase database = ServerDatabase.of("jdbc:postgresql://localhost/alpha", "a", "b");
    LabPlan plan =
        LabPlan.of(HERE, "alpha.test", "beta.test")
            .with(Software.PROSODY, "prosody.test")
            .withProperty("alpha.test", "a", "b")
            .withDatabase("alpha.test", database)
            .forLoad();
    assertThat(plan.servers().stream().map(DomainPlan::tuning))
        .containsExactly(
            new OpenfireTuning(Map.of("a", "b"), Optional.of(database), true),
            new OpenfireTuning(Map.of(), Optional.empty(), true),
            OpenfireTuning.NONE);
    assertThatThrownBy(() -> plan.withProperty("prosody.test", "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan.withDatabase("gamma.test", database))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServerDatabase.of("jdbc:hsqldb:mem:x", "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyOpenfireServersShareAnAddress() {
    LabPlan mixed = LabPlan.of(HERE, "alpha.test").with(Software.EJABBERD, "e.test");
    assertThatThrownBy(mixed::onSharedAddress).isInstanceOf(IllegalArgumentException.class);
  }
}
