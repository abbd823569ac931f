package io.ida.streams.distill;

import io.ida.schemas.Topics;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;
import java.util.List;

/** Main of the stage. */
public final class DistillApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "distill",
            DistillConfig.KEYS,
            DistillApp::topicNames,
            config -> DistillTopology.build(DistillConfig.from(config.values()), config.topics(), config.serdes()));

    private DistillApp() {}

    private static List<String> topicNames(Topics topics) {
        return List.of(
                topics.amplifications().name(),
                topics.questions().name(),
                topics.results().name(),
                topics.traces().name(),
                topics.rejectedTraces().name(),
                topics.deadLetters());
    }

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
