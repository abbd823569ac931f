package io.ida.schemas;

import java.util.List;

/** Topics of the cluster are not what the catalogue says; the message names each problem and the way out. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TopicFinding> findings;

    TopicMismatchException(List<TopicFinding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    /** What does not match. */
    public List<TopicFinding> findings() {
        return findings;
    }

    private static String message(List<TopicFinding> findings) {
        StringBuilder text = new StringBuilder("The cluster's topics do not match the catalogue:");
        for (TopicFinding finding : findings) {
            text.append("\n  ").append(finding.topic()).append(' ').append(finding.inWords());
        }
        return text.append(
                        "\nRun `./ida topics apply` to create what is missing and to hear what to do about the rest.")
                .toString();
    }
}
