package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.training.iterations.IterationReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsTextLeftAndNumbersRight() {
        assertThat(text(new Table("name", "count").row("a", 5).row("longer", 1234)))
                .containsExactly("name    count", "a           5", "longer   1234");
    }

    @Test
    void showsWhatIsMissingAsADash() {
        assertThat(text(new Table("a", "b").row(null, "x"))).containsExactly("a  b", "-  x");
    }

    @Test
    void refusesARowOfAnotherLength() {
        Table table = new Table("a", "b");
        assertThatThrownBy(() -> table.row("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsOfIterationsAreATable() {
        List<IterationReport> reports = List.of(
                new IterationReport(1, 0, 496, 496, 16, 0.0, 3, 1.23),
                new IterationReport(2, 1, 496, 496, 48, 0.0322, 7, 10.0));

        assertThat(text(IterationReports.table(reports)))
                .containsExactly(
                        "iteration  assistant  questions  answered  correct  agreement  horizon  seconds",
                        "        1          0        496       496       16      0.000        3      1.2",
                        "        2          1        496       496       48      0.032        7     10.0");
    }

    private static List<String> text(Table table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}
