package io.ida.streams.distill;

import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;

/** Main of the stage. */
public final class DistillApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "distill",
            DistillConfig.KEYS,
            config -> DistillTopology.build(DistillConfig.from(config.values()), config.topics(), config.serdes()));

    private DistillApp() {}

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
