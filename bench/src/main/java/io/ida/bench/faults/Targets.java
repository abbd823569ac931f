package io.ida.bench.faults;

import java.util.List;
import java.util.stream.IntStream;

/** The names of what runs: {@code assist-1} is the first instance of the stage assist. */
final class Targets {
    static final int INSTANCES_OF_A_STAGE = 2;

    static final List<String> STAGES = List.of("decompose", "assist", "synthesize", "distill");
    static final List<String> INSTANCES = STAGES.stream()
            .flatMap(stage -> IntStream.rangeClosed(1, INSTANCES_OF_A_STAGE).mapToObj(number -> stage + "-" + number))
            .toList();
    /** Those that run only while their stage is scaled up. */
    static final List<String> EXTRAS = STAGES.stream()
            .map(stage -> stage + "-" + (INSTANCES_OF_A_STAGE + 1))
            .toList();

    static final List<String> ASSISTANTS =
            INSTANCES.stream().filter(name -> stage(name).equals("assist")).toList();
    static final List<String> BROKERS = List.of("broker-1", "broker-2", "broker-3");
    static final String REGISTRY = "registry";

    private Targets() {}

    /** The stage of an instance. */
    static String stage(String instance) {
        return instance.substring(0, instance.lastIndexOf('-'));
    }
}
