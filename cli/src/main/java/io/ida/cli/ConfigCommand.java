package io.ida.cli;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.EffectiveSettings;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.Setting;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
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
                        + " gave it; (missing) is in the place of what must be given. Secrets are not shown. Exit code 2"
                        + " if a setting is wrong.")
final class ConfigCommand implements Runnable {
    /** Between the runtime and its handlers. */
    private static final String INTERNAL = "ida.";

    private static final String MISSING = "(missing)";
    private static final String NOBODY = "nobody";

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
        ConfigDef keys = StageConfig.keys(stage);
        GivenSettings given = complete(keys);
        Properties streams = StageConfig.of(stage, given).streams();
        streams.keySet().removeIf(key -> key.toString().startsWith(INTERNAL));
        return print(EffectiveSettings.of(keys, streams, StageConfig.concerning(stage, given), Map.of()));
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Shows what the training job would run with.")
    int train() {
        try {
            return print(TrainingConfig.effective(complete(TrainingConfig.KEYS)));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    /** What was given, with a word in the place of what is required and was not. */
    private GivenSettings complete(ConfigDef keys) {
        GivenSettings given = cluster.given(spec);
        for (ConfigKey key : keys.configKeys().values()) {
            boolean isRequired = !key.hasDefault() || key.name.equals(ClusterKeys.SCHEMA_REGISTRY_URL);
            if (isRequired && given.of(key.name).isEmpty()) {
                given = given.with(key.name, MISSING, NOBODY);
            }
        }
        return given;
    }

    private int print(List<Setting> settings) {
        Listing listing = new Listing(cluster, spec, "key", "value", "source");
        settings.forEach(setting -> listing.row(setting.key(), setting.shown(), setting.source()));
        listing.print();
        return Ida.OK;
    }
}
