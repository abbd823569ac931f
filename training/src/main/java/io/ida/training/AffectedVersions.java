package io.ida.training;

import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.models.neural.NeuralAssistant;
import io.ida.schemas.Topics;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which versions learned from traces that were withdrawn afterwards, themselves or through a version that they went on
 * from. Shown each withdrawn trace of the topic, holds no more than the versions. For one thread.
 */
public final class AffectedVersions {
    /** The architectures whose learners take rows of the split TRAIN alone. */
    private static final Set<String> LEARN_FROM_TRAIN =
            Set.of(NeuralAssistant.ARCHITECTURE, LearnedSupervisor.ARCHITECTURE);

    private final Map<String, ModelVersion> versions;
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Withdrawals withdrawals;
    private final Map<String, Long> traces = new HashMap<>();

    /**
     * @param versions every announced version
     * @param requests what was asked for, by key of the version; says which labels the traces had to carry
     * @param withdrawals all there are
     */
    public AffectedVersions(
            Collection<ModelVersion> versions, Function<String, Optional<Training>> requests, Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
        this.versions = versions.stream().collect(Collectors.toMap(AffectedVersions::key, Function.identity()));
        this.versions.forEach((key, version) -> {
            labels.put(key, requests.apply(key).map(Training::getLabels).orElse(Map.of()));
            counted.put(
                    key,
                    version.getMetrics().getOrDefault(Withdrawals.METRIC, 0.0).longValue());
        });
    }

    /**
     * A version that learned from withdrawn traces.
     *
     * @param version the version
     * @param traces how many of the traces that it was trained on are withdrawn; 0 if only an ancestor's are
     * @param through the nearest ancestor that learned from withdrawn traces; empty if none did
     */
    public record Affected(ModelVersion version, long traces, Optional<Integer> through) {}

    /** Takes a trace of the topic into account. */
    public void see(int partition, long offset, Trace trace) {
        if (!trace.getFit()) {
            return;
        }
        versions.forEach((key, version) -> {
            boolean read = version.getTrainedOn().stream().anyMatch(range -> contains(range, partition, offset));
            if (read
                    && learnsFrom(version, trace.getSplit())
                    && trace.getQuestion()
                            .getLabels()
                            .entrySet()
                            .containsAll(labels.get(key).entrySet())
                    && withdrawals.contain(trace)
                    && !withdrawals.contain(trace, counted.get(key))) {
                traces.merge(key, 1L, Long::sum);
            }
        });
    }

    /** The versions that are affected by what was seen, by name and version. */
    public List<Affected> list() {
        return versions.values().stream()
                .map(version -> new Affected(version, traces.getOrDefault(key(version), 0L), ancestor(version)))
                .filter(affected -> affected.traces() > 0 || affected.through().isPresent())
                .sorted(Comparator.comparing(
                                (Affected affected) -> affected.version().getName())
                        .thenComparing(affected -> affected.version().getVersion()))
                .toList();
    }

    private Optional<Integer> ancestor(ModelVersion version) {
        Optional<ModelVersion> parent = parent(version);
        while (parent.isPresent() && !traces.containsKey(key(parent.get()))) {
            parent = parent.flatMap(this::parent);
        }
        return parent.map(ModelVersion::getVersion);
    }

    /** A parent has a lower version, so this ends. */
    private Optional<ModelVersion> parent(ModelVersion version) {
        return version.getParentVersion()
                .filter(number -> number < version.getVersion())
                .map(number -> versions.get(Topics.versionKey(version.getName(), number)));
    }

    private static boolean learnsFrom(ModelVersion version, Split split) {
        return split == Split.TRAIN || !LEARN_FROM_TRAIN.contains(version.getArchitecture());
    }

    private static boolean contains(OffsetRange range, int partition, long offset) {
        return range.getPartition() == partition && range.getFrom() <= offset && offset < range.getTo();
    }

    private static String key(ModelVersion version) {
        return Topics.versionKey(version.getName(), version.getVersion());
    }
}
