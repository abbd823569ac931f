package io.ida.training.evaluation;

import io.ida.amplification.ScriptedSupervisor;
import io.ida.events.AssistantPin;
import io.ida.events.Question;
import io.ida.models.neural.Decoding;
import io.ida.training.iterations.RootIds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The questions of an evaluation by number: all items of the exam, in each way, of each version. Immutable.
 *
 * <p>Alone, an assistant is asked for its best answer; amplified, it answers as it does for lessons, so that the
 * amplified answers are those that the next version learns from.
 */
final class EvaluationQuestions {
    static final String PURPOSE = "purpose";
    static final String EVALUATE = "evaluate";

    private final EvaluationSettings settings;
    private final RootIds ids;
    private final List<Integer> versions;
    private final List<Way> ways;
    private final List<Exam.Item> items;

    /** @param id what no other evaluation is called */
    EvaluationQuestions(EvaluationSettings settings, String id, List<Integer> versions) {
        this.settings = settings;
        this.versions = List.copyOf(versions);
        ids = new RootIds(id + ".");
        ways = Way.of(settings.supervisors());
        items = settings.exam().items();
        Math.toIntExact((long) items.size() * ways.size() * versions.size());
    }

    List<Integer> versions() {
        return versions;
    }

    List<Way> ways() {
        return ways;
    }

    List<Exam.Item> items() {
        return items;
    }

    /** How many questions there are. */
    int asked() {
        return versions.size() * ways.size() * items.size();
    }

    /** The number of an item that is asked of a version in a way, all by index. */
    int number(int version, int way, int item) {
        return (version * ways.size() + way) * items.size() + item;
    }

    /** The number of a question; empty for an id of something else. */
    OptionalInt number(String id) {
        return ids.number(id);
    }

    String id(int number) {
        return ids.id(number);
    }

    Question question(int number, Instant now) {
        Exam.Item item = items.get(number % items.size());
        Way way = ways.get(number / items.size() % ways.size());
        int version = versions.get(number / items.size() / ways.size());
        String id = ids.id(number);
        Map<String, String> labels = new HashMap<>(Map.of(PURPOSE, EVALUATE));
        if (way.isAlone()) {
            labels.put(Decoding.LABEL, "greedy");
        }
        return new Question(
                id,
                id,
                null,
                "",
                settings.exam().task().name(),
                item.text(),
                item.context(),
                way.isAlone() ? 0 : 1,
                0,
                way.isAlone() ? ScriptedSupervisor.NAME : way.supervisor(),
                new AssistantPin(settings.model(), version),
                null,
                now,
                now.plus(settings.timeToLive()),
                labels);
    }
}
