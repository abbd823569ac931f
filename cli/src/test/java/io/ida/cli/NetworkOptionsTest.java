package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Splits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class NetworkOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "0, scripted",
        "0.25, scripted?error=0.25",
        "0.0005, scripted?error=0.0005",
        "1e-12, scripted?error=0.000000000001",
        "1, scripted?error=1"
    })
    void theErrorOfTheSupervisorIsInItsNameAsAPlainDecimal(String error, String name) {
        NetworkOptions options = CommandLine.populateCommand(new NetworkOptions(), "--supervisor-error", error);

        assertThat(options.settings("r", "permutation-powering", null, 0, false, Splits.STANDARD)
                        .supervisor())
                .isEqualTo(name);
    }
}
