package io.ida.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules point one way, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.ida", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] STAGES = {
        "io.ida.streams.decompose..",
        "io.ida.streams.assist..",
        "io.ida.streams.synthesize..",
        "io.ida.streams.distill.."
    };

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAnyPackage("io.ida.schemas..", "io.ida.events..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ida.configuration..",
                    "io.ida.amplification..",
                    "io.ida.models..",
                    "io.ida.streams..",
                    "io.ida.training..",
                    "io.ida.embedded..",
                    "io.ida.cli..");

    @ArchTest
    static final ArchRule AMPLIFICATION_KNOWS_THE_SCHEMAS = noClasses()
            .that()
            .resideInAPackage("io.ida.amplification..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ida.models..", "io.ida.streams..", "io.ida.training..", "io.ida.embedded..", "io.ida.cli..");

    @ArchTest
    static final ArchRule AMPLIFICATION_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.ida.amplification..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule MODELS_KNOW_AMPLIFICATION = noClasses()
            .that()
            .resideInAPackage("io.ida.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ida.streams..", "io.ida.training..", "io.ida.embedded..", "io.ida.cli..");

    @ArchTest
    static final ArchRule MONITORING_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage("io.ida.monitoring..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ida..").and(resideOutsideOfPackage("io.ida.monitoring..")));

    @ArchTest
    static final ArchRule TRACING_KNOWS_THE_SCHEMAS = noClasses()
            .that()
            .resideInAPackage("io.ida.tracing..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ida..")
                    .and(not(resideInAnyPackage("io.ida.tracing..", "io.ida.schemas..", "io.ida.events.."))));

    @ArchTest
    static final ArchRule CONFIGURATION_KNOWS_THE_SCHEMAS = noClasses()
            .that()
            .resideInAPackage("io.ida.configuration..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ida..")
                    .and(resideOutsideOfPackages("io.ida.configuration..", "io.ida.schemas..")));

    @ArchTest
    static final ArchRule THE_RUNTIME_KNOWS_NO_STAGE = noClasses()
            .that()
            .resideInAPackage("io.ida.streams.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STAGES);

    @ArchTest
    static final ArchRule WHAT_STAGES_SHARE_ABOUT_MODELS_KNOWS_NO_STAGE = noClasses()
            .that()
            .resideInAPackage("io.ida.streams.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STAGES);

    @ArchTest
    static final ArchRule THE_RUNTIME_KNOWS_NO_MODEL = noClasses()
            .that()
            .resideInAPackage("io.ida.streams.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ida.models..", "io.ida.streams.models..");

    @ArchTest
    static final ArchRule STAGES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.ida.streams.(decompose|assist|synthesize|distill)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule STAGES_KNOW_NOBODY_WHO_RUNS_THEM = noClasses()
            .that()
            .resideInAPackage("io.ida.streams..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ida.training..", "io.ida.embedded..", "io.ida.cli..");

    @ArchTest
    static final ArchRule TRAINING_KNOWS_NO_STAGE = noClasses()
            .that()
            .resideInAPackage("io.ida.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ida.streams..", "io.ida.embedded..", "io.ida.cli..");

    @ArchTest
    static final ArchRule THE_DATA_SET_KNOWS_THE_SCHEMAS = noClasses()
            .that()
            .resideInAPackage("io.ida.dataset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ida.amplification..",
                    "io.ida.models..",
                    "io.ida.streams..",
                    "io.ida.training..",
                    "io.ida.embedded..",
                    "io.ida.cli..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND = noClasses()
            .that()
            .resideOutsideOfPackage("io.ida.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.ida.cli..");
}
