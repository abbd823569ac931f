package io.ida.streams.distill;

import io.ida.events.FailedCheck;
import io.ida.events.Trace;
import java.util.ArrayList;
import java.util.List;

/** Checks put together: a row that fails none is fit for training. As safe as they are for use by several threads. */
final class Fitness {
    private final List<Check> checks;

    Fitness(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Names of the checks. */
    List<String> names() {
        return checks.stream().map(Check::name).toList();
    }

    /** The row with what all checks found, after what others found before. */
    Trace judge(FinishedNode node) {
        Trace row = node.row();
        List<String> passed = new ArrayList<>(row.getChecks());
        List<FailedCheck> failed = new ArrayList<>(row.getFailedChecks());
        for (Check check : checks) {
            Finding finding = check.examine(node);
            if (finding instanceof Finding.Passed) {
                passed.add(check.name());
            } else if (finding instanceof Finding.Failed failure) {
                failed.add(new FailedCheck(check.name(), shortened(failure.reason())));
            }
        }
        return Rows.checked(row, passed, failed);
    }

    /** Reasons quote what is in the row anyway, and must not make it much larger. */
    private static String shortened(String reason) {
        if (reason.length() <= RowRoom.REASON_LENGTH) {
            return reason;
        }
        int end = RowRoom.REASON_LENGTH - 1;
        return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
