package io.ida.streams.decompose;

import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;

/** Main of the stage. */
public final class DecomposeApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "decompose",
            DecomposeConfig.KEYS,
            config -> DecomposeTopology.build(DecomposeConfig.from(config.values()), config.topics(), config.serdes()));

    private DecomposeApp() {}

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
