package io.ida.streams.synthesize;

import io.ida.schemas.Topics;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;
import java.util.List;

/** Main of the stage. */
public final class SynthesizeApp {
    /** The stage. */
    public static final Stage STAGE = new Stage(
            "synthesize",
            SynthesizeConfig.KEYS,
            SynthesizeApp::topicNames,
            config ->
                    SynthesizeTopology.build(SynthesizeConfig.from(config.values()), config.topics(), config.serdes()));

    private SynthesizeApp() {}

    private static List<String> topicNames(Topics topics) {
        return List.of(
                topics.decompositions().name(),
                topics.answers().name(),
                topics.rounds().name(),
                topics.models().name(),
                topics.amplifications().name(),
                topics.results().name(),
                topics.deadLetters());
    }

    public static void main(String[] arguments) {
        System.exit(StageMain.run(STAGE, arguments));
    }
}
