package io.ida.streams.synthesize;

import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;

/** Main of the stage. */
public final class SynthesizeApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "synthesize",
            SynthesizeConfig.KEYS,
            config ->
                    SynthesizeTopology.build(SynthesizeConfig.from(config.values()), config.topics(), config.serdes()));

    private SynthesizeApp() {}

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
