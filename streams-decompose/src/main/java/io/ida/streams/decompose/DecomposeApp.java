package io.ida.streams.decompose;

import io.ida.schemas.Topics;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;
import java.util.List;

/** Main of the stage. */
public final class DecomposeApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "decompose",
            DecomposeConfig.KEYS,
            DecomposeApp::topicNames,
            config -> DecomposeTopology.build(DecomposeConfig.from(config.values()), config.topics(), config.serdes()));

    private DecomposeApp() {}

    private static List<String> topicNames(Topics topics) {
        return List.of(
                topics.questions().name(),
                topics.subQuestions().name(),
                topics.rounds().name(),
                topics.models().name(),
                topics.results().name(),
                topics.assists().name(),
                topics.decompositions().name(),
                topics.answers().name(),
                topics.amplifications().name(),
                topics.deadLetters());
    }

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
