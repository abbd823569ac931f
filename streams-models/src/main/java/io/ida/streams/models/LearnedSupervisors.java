package io.ida.streams.models;

import io.ida.amplification.BatchSupervisor;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.SupervisorName;
import io.ida.amplification.Team;
import io.ida.events.ModelVersion;
import io.ida.events.Round;
import io.ida.models.CheckpointException;
import io.ida.models.SupervisorLoader;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.CallThreads;
import io.ida.streams.runtime.DeadlineQueue;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The supervisors that are models, as all tasks of a stage in one process share them. Safe for use by several threads. */
public final class LearnedSupervisors {
    static final String SLOW_MOVES = "slow-moves";
    static final String HELD_MOVES = "held-moves";

    private final SupervisionConfig config;
    private final AnnouncedModels announced;
    private final LoadedModels<BatchSupervisor> loaded;
    private final Executor workers;

    private LearnedSupervisors(
            SupervisionConfig config,
            AnnouncedModels announced,
            LoadedModels<BatchSupervisor> loaded,
            Executor workers) {
        this.config = config;
        this.announced = announced;
        this.loaded = loaded;
        this.workers = workers;
    }

    /** Loads supervisors from the model store of a config, and the threads to call them on. */
    public static Calls calls(SupervisionConfig config) {
        LoadedModels.Loader<BatchSupervisor> loader = config.modelStore().isPresent()
                ? new SupervisorLoader(config.modelStore().get())::load
                : version -> {
                    throw new CheckpointException(config.withoutStore());
                };
        return new Calls(loader, CallThreads.of(config.stage() + "-call", config.callsInFlight()));
    }

    /**
     * How supervisors are called.
     *
     * @param loader makes the supervisor of a version
     * @param workers where calls run, for all tasks of the process
     */
    public record Calls(LoadedModels.Loader<BatchSupervisor> loader, Executor workers) {}

    /** Adds what they need, but the processor, to a topology: the announced models. */
    public static LearnedSupervisors addTo(
            Topology topology, SupervisionConfig config, Topics topics, EventSerdes serdes, Calls calls) {
        return new LearnedSupervisors(
                config,
                AnnouncedModels.addTo(topology, topics, serdes),
                new LoadedModels<>(calls.loader(), BatchSupervisor::close, config.modelsLoaded()),
                calls.workers());
    }

    /** Adds the stores of a processor that has a {@link LearnedSupervision}. */
    public void addStores(Topology topology, EventSerdes serdes, String processor) {
        for (String name : new String[] {SLOW_MOVES, HELD_MOVES}) {
            topology.addStateStore(
                    DeadlineQueue.storeBuilder(name, Serdes.String(), serdes.ofState(Round.class)), processor);
        }
    }

    /** Runs them for a task; it makes its own in each {@code init} and closes it in {@code close}. */
    public LearnedSupervision supervision(
            ProcessorContext<?, ?> context, Team team, LearnedSupervision.Handover handover) {
        return new LearnedSupervision(context, team, handover, config, announced.catalogue(context), loaded, workers);
    }

    /** Fixes the versions of supervisors for a task; it makes its own in each {@code init}. */
    public Pins pins(ProcessorContext<?, ?> context) {
        ModelCatalogue catalogue = announced.catalogue(context);
        return supervisor -> pinned(supervisor, catalogue);
    }

    /** Fixes the version of a supervisor. */
    @FunctionalInterface
    public interface Pins {
        /**
         * A supervisor's name with the exact version: that of the name or else the latest that is promoted. Other names
         * stay as they are.
         *
         * @throws InvalidTextException if it is no name, or of a learned supervisor that there is not
         */
        String pin(String supervisor);
    }

    private String pinned(String supervisor, ModelCatalogue catalogue) {
        SupervisorName name = SupervisorName.of(supervisor);
        if (!name.isLearned()) {
            return supervisor;
        }
        if (config.modelStore().isEmpty()) {
            throw new InvalidTextException(config.withoutStore());
        }
        String model = name.model().orElseThrow();
        Optional<ModelVersion> version = name.version().isPresent()
                ? catalogue.find(model, name.version().get())
                : Optional.of(catalogue
                        .latest(model)
                        .orElseThrow(() ->
                                new InvalidTextException("No version of the supervisor '" + name + "' is promoted.")));
        if (version.isPresent() && !SupervisorLoader.canLoad(version.get())) {
            throw new InvalidTextException("Version " + version.get().getVersion() + " of " + model
                    + " is no supervisor: its architecture is '" + version.get().getArchitecture() + "'.");
        }
        // A version that is not known yet may be announced soon: nodes wait for it.
        return version.map(known -> name.withVersion(known.getVersion()))
                .orElse(name)
                .toString();
    }
}
