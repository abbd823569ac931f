package io.ida.amplification;

import java.util.Arrays;
import java.util.Optional;

/** Finds the H that a question chose. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface Supervisors {
    /** The H of a name, whatever its {@linkplain SupervisorName#error() error}; empty if it is not among these. */
    Optional<Supervisor> find(SupervisorName name);

    /** Every H whose {@linkplain Supervisor#name() name} is the kind of a name without a model. */
    static Supervisors of(Supervisor... supervisors) {
        return name -> name.model().isPresent()
                ? Optional.empty()
                : Arrays.stream(supervisors)
                        .filter(supervisor -> supervisor.name().equals(name.kind()))
                        .findFirst();
    }
}
