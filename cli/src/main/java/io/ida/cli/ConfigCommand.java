package io.ida.cli;

import io.ida.configuration.EffectiveSettings;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.Setting;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a process would run with. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description =
                "Shows what a process would run with: every setting that is not Kafka's default, its value and who"
                        + " gave it. Secrets are not shown. Exit code 2 if the configuration is wrong.")
final class ConfigCommand implements Runnable {
    /** Between the runtime and its handlers. */
    private static final String INTERNAL = "ida.";

    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    ConfigCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: stage or train?");
    }

    @Command(name = "stage", mixinStandardHelpOptions = true, description = "Shows what a stage would run with.")
    int stage(
            @Parameters(
                            paramLabel = "NAME",
                            completionCandidates = Stages.Names.class,
                            description = "One of ${COMPLETION-CANDIDATES}.")
                    String name) {
        Stage stage = Stages.named(name, spec);
        GivenSettings given = cluster.given(spec);
        Properties streams = StageConfig.of(stage, given).streams();
        streams.keySet().removeIf(key -> key.toString().startsWith(INTERNAL));
        return print(EffectiveSettings.of(StageConfig.keys(stage), streams, StageConfig.concerning(stage, given)));
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Shows what the training job would run with.")
    int train() {
        GivenSettings given = cluster.given(spec);
        try {
            TrainingConfig.from(given);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
        return print(EffectiveSettings.of(TrainingConfig.KEYS, Map.of(), TrainingConfig.concerning(given)));
    }

    private int print(List<Setting> settings) {
        Listing listing = new Listing(cluster, spec, "key", "value", "source");
        settings.forEach(setting -> listing.row(setting.key(), setting.shown(), setting.source()));
        listing.print();
        return Ida.OK;
    }
}
