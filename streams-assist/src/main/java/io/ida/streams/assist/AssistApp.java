package io.ida.streams.assist;

import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;

/** Main of the stage. */
public final class AssistApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "assist",
            AssistConfig.KEYS,
            config -> AssistTopology.build(AssistConfig.from(config.values()), config.topics(), config.serdes()));

    private AssistApp() {}

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
