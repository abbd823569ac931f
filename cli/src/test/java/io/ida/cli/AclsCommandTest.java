package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AclsCommandTest {
    @Test
    void aPrincipalIsQuotedForTheShell() {
        Run certificate = Run.of("acls", "print", "user", "--principal", "User:CN=ida, O=it's");
        Run name = Run.of("acls", "print", "user", "--principal", "User:ida");

        assertThat(certificate.lines()).isNotEmpty().allMatch(line -> line.contains(" 'User:CN=ida, O=it'\\''s' "));
        assertThat(name.lines())
                .contains("kafka-acls.sh --bootstrap-server HOST:9092 --add --allow-principal User:ida --operation Read"
                        + " --topic ida.results");
    }

    @Test
    void theHelpNamesEveryRole() {
        assertThat(Run.of("acls", "--help").out().replaceAll("\\s+", " "))
                .contains(AccessTable.of(Map.of()).keySet().stream()
                        .filter(role -> Stages.ALL.stream()
                                .noneMatch(stage -> stage.name().equals(role)))
                        .toList());
    }

    @Test
    void grantingNeedsNoRegistry() {
        Run run = Run.of(
                "acls",
                "apply",
                "user",
                "--principal=User:ida",
                "--bootstrap-server=localhost:1",
                "--property=admin.default.api.timeout.ms=300",
                "--property=admin.request.timeout.ms=200");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Is the cluster running").doesNotContain("--schema-registry");
    }
}
