package uk.route2b.prove.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.route2b.prove.plant.Plant;

/** Every step of both ends has its turn, and the same seed aims the same. */
class CycleTest {
    @Test
    void aCycleAimsAtEachStepOnceAndAtRandomMoments() {
        List<Aim> aims = new Cycle(new Random(1), false).aims();

        assertThat(aims).hasSize(Cycle.LENGTH);
        assertThat(aims.stream().filter(aim -> !aim.step().isEmpty()).map(Aim::name))
                .containsExactlyInAnyOrderElementsOf(Cycle.names());
    }

    @Test
    void theFirst22RoundsMeetEveryStep() {
        List<Aim> aims = new Cycle(new Random(1), false).aims().subList(0, 22);

        assertThat(aims.stream().map(Aim::name)).containsExactlyInAnyOrderElementsOf(Cycle.names());
    }

    @Test
    void withTwoNodesOneSleepsAlsoInAShortRun() {
        List<Aim> aims = new Cycle(new Random(1), true).aims().subList(0, 10);

        assertThat(aims).anyMatch(aim -> aim.how() == Aim.How.SLEEP);
    }

    @Test
    void theSameSeedAimsTheSame() {
        assertThat(new Cycle(new Random(7), true).aims()).isEqualTo(new Cycle(new Random(7), true).aims());
    }

    @Test
    void theStepsAtWhichAPlantedFaultShowsAreSteps() {
        for (Plant plant : Plant.values()) {
            assertThat(Cycle.stepNames()).containsAll(plant.shownAt());
        }
    }
}
