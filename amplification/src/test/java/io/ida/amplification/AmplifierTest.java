package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmplifierTest {
    private static final Task POWERS = StandardTasks.all().get("permutation-powering");
    private static final Instance CYCLE = POWERS.parse(List.of("aa -> bb", "bb -> cc", "cc -> aa"));
    private static final Supervisor SCRIPTED = new ScriptedSupervisor(StandardTasks.all());

    @Test
    void primitivesAreAnsweredOnTheSpot() {
        Amplifier.Progress progress = advance(new Amplifier(8, 8), SCRIPTED, "aa ^ 3", List.of());

        Amplifier.Concluded concluded = (Amplifier.Concluded) progress;
        assertThat(concluded.conclusion()).isEqualTo(new Move.Conclude("aa", AnswerStatus.ANSWERED, ""));
        assertThat(concluded.transcript()).extracting(Exchange::getText).containsExactly("aa ^ 1", "bb ^ 1", "cc ^ 1");
        assertThat(concluded.transcript()).extracting(Exchange::getRound).containsExactly(0, 1, 2);
        assertThat(concluded.transcript())
                .allSatisfy(exchange ->
                        assertThat(exchange.getAnsweredBy().getKind()).isEqualTo(AnswererKind.ENVIRONMENT));
    }

    @Test
    void waitsWhereXMustAnswerAndGoesOnFromTheTranscript() {
        Amplifier amplifier = new Amplifier(8, 8);

        Amplifier.Waiting waiting = (Amplifier.Waiting) advance(amplifier, SCRIPTED, "aa ^ 5", List.of());
        assertThat(waiting.round()).isZero();
        assertThat(waiting.transcript()).isEmpty();
        assertThat(waiting.asks()).extracting(Asked::getText).containsExactly("aa ^ 2");

        List<Exchange> first = List.of(Events.answered(0, 0, SubQuestion.of("aa ^ 2"), "cc"));
        Amplifier.Waiting next = (Amplifier.Waiting) advance(amplifier, SCRIPTED, "aa ^ 5", first);
        assertThat(next.round()).isEqualTo(1);
        assertThat(next.transcript()).isEqualTo(first);
        assertThat(next.asks()).extracting(Asked::getText).containsExactly("cc ^ 2");
    }

    @Test
    void aMixedRoundWaitsWithItsPrimitivesAnswered() {
        Supervisor mixed = asking(SubQuestion.of("aa ^ 1"), SubQuestion.of("aa ^ 2"), new SubQuestion("bb ^ 1", 3));

        Amplifier.Waiting waiting = (Amplifier.Waiting) advance(new Amplifier(8, 8), mixed, "aa ^ 9", List.of());

        assertThat(waiting.asks()).extracting(Asked::getIndex).containsExactly(0, 1, 2);
        assertThat(waiting.asks().get(0).getExchange().orElseThrow().getAnswer())
                .isEqualTo("bb");
        assertThat(waiting.asks().get(1).getExchange()).isEmpty();
        assertThat(waiting.asks().get(2).getExchange().orElseThrow().getAnswer())
                .isEqualTo("cc");
        assertThat(waiting.asks().get(2).getSample()).isEqualTo(3);
        assertThat(waiting.transcript()).isEmpty();
    }

    @Test
    void aSupervisorThatNeverAnswersIsStopped() {
        Supervisor endless = asking(SubQuestion.of("aa ^ 1"));

        Amplifier.Concluded concluded =
                (Amplifier.Concluded) advance(new Amplifier(3, 8), endless, "aa ^ 9", List.of());

        assertThat(concluded.transcript()).hasSize(3);
        assertThat(concluded.conclusion().text()).isEqualTo("idk");
        assertThat(concluded.conclusion().status()).isEqualTo(AnswerStatus.FAILED);
        assertThat(concluded.conclusion().reason()).contains("3 rounds");
    }

    @Test
    void asManyRoundsAsAllowedMayBeUsed() {
        assertThat(advance(new Amplifier(3, 8), SCRIPTED, "aa ^ 3", List.of()))
                .isInstanceOfSatisfying(
                        Amplifier.Concluded.class,
                        concluded -> assertThat(concluded.conclusion().status()).isEqualTo(AnswerStatus.ANSWERED));
    }

    @Test
    void aSupervisorThatAsksTooMuchAtOnceIsStopped() {
        Supervisor greedy = asking(SubQuestion.of("aa ^ 2"), SubQuestion.of("aa ^ 3"));

        Amplifier.Concluded concluded = (Amplifier.Concluded) advance(new Amplifier(8, 1), greedy, "aa ^ 9", List.of());

        assertThat(concluded.conclusion().status()).isEqualTo(AnswerStatus.FAILED);
        assertThat(concluded.conclusion().reason()).contains("2 sub-questions", "1 are allowed");
    }

    @Test
    void aTranscriptOfAnotherConversationIsRejected() {
        List<Exchange> other = List.of(Events.answered(0, 0, SubQuestion.of("bb ^ 2"), "aa"));

        assertThatThrownBy(() -> advance(new Amplifier(8, 8), SCRIPTED, "aa ^ 5", other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    void anUnknownTaskIsNamedWithTheKnownOnes() {
        SupervisedQuestion question = new SupervisedQuestion("chess", "e4", 1, 0);

        assertThatThrownBy(() -> SCRIPTED.next(question, List.of()))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("chess")
                .hasMessageContaining(
                        "permutation-powering, sequential-assignments, shortest-path, union-find, wildcard-search");
    }

    @Test
    void manyNodesGoOnAsEachOfThemWouldAlone() {
        Amplifier amplifier = new Amplifier(8, 8);
        List<Amplifier.Node> nodes = List.of(
                node("aa ^ 3", List.of()),
                node("aa ^ 5", List.of()),
                node("aa ^ 5", List.of(Events.answered(0, 0, SubQuestion.of("aa ^ 2"), "cc"))),
                node("bb ^ 2", List.of()));

        assertThat(amplifier.advance(new Batched(false), nodes))
                .isEqualTo(nodes.stream()
                        .map(node -> amplifier.advance(SCRIPTED, node))
                        .toList());
        assertThatThrownBy(() -> amplifier.advance(
                        new Batched(false) {
                            @Override
                            public List<Move> next(List<Situation> situations) {
                                return List.of();
                            }
                        },
                        nodes))
                .hasMessage("0 moves in 4 situations");
    }

    @Test
    void aNodeIsRecalledOnlyIfEveryMoveIs() {
        Amplifier amplifier = new Amplifier(8, 8);
        Amplifier.Node node = node("aa ^ 3", List.of());

        assertThat(amplifier.recall(new Batched(false), node)).isEmpty();
        assertThat(amplifier.recall(new Batched(true), node)).contains(amplifier.advance(SCRIPTED, node));
    }

    private static Amplifier.Node node(String text, List<Exchange> transcript) {
        return new Amplifier.Node(POWERS, CYCLE, Events.question(POWERS.name(), text, 0), transcript);
    }

    /** The script as an H that is asked in batches. */
    private static class Batched implements BatchSupervisor {
        private final boolean recalls;

        Batched(boolean recalls) {
            this.recalls = recalls;
        }

        @Override
        public String name() {
            return "batched";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<Move> next(List<Situation> situations) {
            return situations.stream().map(this::move).toList();
        }

        @Override
        public Optional<Move> recall(Situation situation) {
            return recalls ? Optional.of(move(situation)) : Optional.empty();
        }

        private Move move(Situation situation) {
            return SCRIPTED.next(situation.question(), situation.transcript());
        }

        @Override
        public void close() {}
    }

    private static Amplifier.Progress advance(
            Amplifier amplifier, Supervisor supervisor, String text, List<Exchange> transcript) {
        Question question = Events.question(POWERS.name(), text, 0);
        return amplifier.advance(supervisor, new Amplifier.Node(POWERS, CYCLE, question, transcript));
    }

    /** An H that asks the same round again and again. */
    private static Supervisor asking(SubQuestion... round) {
        return new Supervisor() {
            @Override
            public String name() {
                return "asking";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Move next(SupervisedQuestion question, List<Exchange> transcript) {
                return new Move.Ask(List.of(round));
            }
        };
    }
}
