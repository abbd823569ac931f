package io.ida.cli;

import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;

/** What X is. */
enum Learner {
    table(TableOptions.class),
    neural(NetworkOptions.class);

    private final Class<?> options;

    /** @param options the group of the options that are for it alone */
    Learner(Class<?> options) {
        this.options = options;
    }

    /** The one whose options are in this group. */
    static Learner of(ArgGroupSpec group) {
        return Stream.of(values())
                .filter(learner -> group.typeInfo().getType() == learner.options)
                .findFirst()
                .orElseThrow();
    }
}
