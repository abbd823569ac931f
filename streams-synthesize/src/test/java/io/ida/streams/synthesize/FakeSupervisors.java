package io.ida.streams.synthesize;

import io.ida.amplification.BatchSupervisor;
import io.ida.amplification.Move;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Situation;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.streams.models.LearnedSupervisors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Supervisors that move as the script does, when a test lets them. */
final class FakeSupervisors {
    final HandDrivenExecutor workers = new HandDrivenExecutor();

    /** Version and questions of each call. */
    final List<String> calls = new ArrayList<>();

    boolean broken;
    boolean missing;
    boolean rememberWhatTheySaid;
    int open;

    LearnedSupervisors.Calls calls() {
        return new LearnedSupervisors.Calls(this::load, workers);
    }

    private BatchSupervisor load(ModelVersion version) throws IOException {
        if (missing) {
            throw new IOException("no such checkpoint");
        }
        open++;
        return new Fake(version.getVersion());
    }

    static ModelVersion version(String model, int version, ModelStatus status) {
        return version(model, version, status, LearnedSupervisor.ARCHITECTURE);
    }

    static ModelVersion version(String model, int version, ModelStatus status, String architecture) {
        return new ModelVersion(
                model,
                version,
                null,
                status,
                architecture,
                model + "/" + version,
                "sha-" + version,
                1L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }

    private final class Fake implements BatchSupervisor {
        private final ScriptedSupervisor script = new ScriptedSupervisor(StandardTasks.all());
        private final Set<Situation> known = new HashSet<>();
        private final int version;

        Fake(int version) {
            this.version = version;
        }

        @Override
        public String name() {
            return "learned:h";
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public List<Move> next(List<Situation> situations) {
            calls.add(version + ": "
                    + String.join(
                            ", ",
                            situations.stream()
                                    .map(situation -> situation.question().text())
                                    .toList()));
            if (broken) {
                throw new IllegalStateException("broken on purpose");
            }
            known.addAll(situations);
            return situations.stream().map(this::move).toList();
        }

        @Override
        public Optional<Move> recall(Situation situation) {
            return rememberWhatTheySaid && known.contains(situation) ? Optional.of(move(situation)) : Optional.empty();
        }

        private Move move(Situation situation) {
            return script.next(situation.question(), situation.transcript());
        }

        @Override
        public void close() {
            open--;
        }
    }
}
