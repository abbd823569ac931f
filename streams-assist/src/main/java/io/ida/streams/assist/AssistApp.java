package io.ida.streams.assist;

import io.ida.schemas.Topics;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;
import java.util.List;

/** Main of the stage. */
public final class AssistApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "assist",
            AssistConfig.KEYS,
            AssistApp::topicNames,
            config -> AssistTopology.build(AssistConfig.from(config.values()), config.topics(), config.serdes()));

    private AssistApp() {}

    private static List<String> topicNames(Topics topics) {
        return List.of(
                topics.assists().name(),
                topics.models().name(),
                topics.answers().name(),
                topics.results().name(),
                topics.deadLetters());
    }

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
