package io.ida.cli;

import io.ida.amplification.tasks.StandardTasks;
import java.util.ArrayList;

/** The names of the tasks, for help and completion. */
final class TaskNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    TaskNames() {
        super(StandardTasks.all().names());
    }
}
