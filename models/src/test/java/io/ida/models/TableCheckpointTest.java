package io.ida.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCheckpointTest {
    private static final TableRow FIRST = new TableRow("c1", "ab ^ 2", "cd", 0, "r.1.0");
    private static final TableRow SECOND = new TableRow("c1", "ab ^ 3", "é \"\n", 1, "r.1.1");
    private static final TableRow THIRD = new TableRow("c2", "ab ^ 2", "idk", 0, "r.1.2/0.0");

    @Test
    void isJsonLinesSortedByContextAndQuestionWhateverTheOrderOfRows() throws IOException {
        String text = write(List.of(THIRD, FIRST));

        assertThat(text)
                .isEqualTo(
                        "{\"architecture\":\"table/1\",\"rows\":2}\n"
                                + "{\"contextId\":\"c1\",\"question\":\"ab ^ 2\",\"answer\":\"cd\",\"sample\":0,\"taughtBy\":\"r.1.0\"}\n"
                                + "{\"contextId\":\"c2\",\"question\":\"ab ^ 2\",\"answer\":\"idk\",\"sample\":0,\"taughtBy\":\"r.1.2/0.0\"}\n");
        assertThat(write(List.of(FIRST, THIRD))).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(read(write(List.of(FIRST, SECOND, THIRD)))).containsExactly(FIRST, SECOND, THIRD);
        assertThat(read(write(List.of()))).isEmpty();
    }

    @Test
    void otherArchitecturesAreRefused() {
        assertThatThrownBy(() -> read("{\"architecture\":\"table/2\",\"rows\":0,\"new\":1}\n"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("table/2");
    }

    @Test
    void whatIsGarbledOrIncompleteIsRefusedWithTheLine() throws IOException {
        String whole = write(List.of(FIRST, SECOND));
        String header = whole.substring(0, whole.indexOf('\n') + 1);

        assertRefused("", "empty");
        assertRefused("not json", "line 1");
        assertRefused(header + "{\"contextId\":\"c1\"", "line 2");
        assertRefused(header + "{\"contextId\":\"c1\"}", "line 2");
        assertRefused(header + "null\n", "line 2");
        assertRefused(whole.substring(0, whole.lastIndexOf("{")), "1 rows where its header says 2");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message);
    }

    private static String write(List<TableRow> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableCheckpoint.write(rows, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<TableRow> read(String text) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        TableCheckpoint.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), rows::add);
        return rows;
    }
}
