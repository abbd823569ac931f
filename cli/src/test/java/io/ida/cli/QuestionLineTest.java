package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionLineTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String GOOD =
            "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa -> ab','ab -> aa'],'depth':2}";

    @TempDir
    private Path directory;

    @Test
    void leavesWhatIsNotSaidToDecompose() throws Exception {
        Question question = read(GOOD).asked(NOW);

        assertThat(question.getId()).isNotBlank().isEqualTo(question.getRootId());
        assertThat(question.getParentId()).isEmpty();
        assertThat(question.getDepth()).isEqualTo(2);
        assertThat(question.getContext().getFacts()).containsExactly("aa -> ab", "ab -> aa");
        assertThat(question.getSupervisor()).isEqualTo("scripted");
        assertThat(question.getAssistant().getVersion()).isEmpty();
        assertThat(question.getBudget()).isEmpty();
        assertThat(question.getAskedAt()).isEqualTo(NOW);
        assertThat(question.getExpiresAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void takesEveryField() throws Exception {
        Question question = read(with(
                        "'id':'q1','sample':3,'supervisor':'imitated',"
                                + "'assistant':{'name':'net','version':4},'budget':10,'timeToLive':'30s','labels':{'who':'me'}"))
                .asked(NOW);

        assertThat(question.getId()).isEqualTo("q1");
        assertThat(question.getSample()).isEqualTo(3);
        assertThat(question.getSupervisor()).isEqualTo("imitated");
        assertThat(question.getAssistant().getName()).isEqualTo("net");
        assertThat(question.getAssistant().getVersion()).contains(4);
        assertThat(question.getBudget().orElseThrow().getAssistantCalls()).isEqualTo(10);
        assertThat(question.getExpiresAt()).isEqualTo(NOW.plus(Duration.ofSeconds(30)));
        assertThat(question.getLabels()).containsEntry("who", "me");
    }

    @Test
    void takesATimeToExpireAt() throws Exception {
        assertThat(read(with("'expiresAt':'2030-01-01T00:00:00Z'")).asked(NOW).getExpiresAt())
                .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'id':''|the id is empty",
                "'id':'a/b'|contains '/'",
                "'id':7|id must be a text",
                "'sample':-1|sample must be 0 to",
                "'sample':1.5|sample must be a whole number",
                "'budget':-1|budget must be 0 to",
                "'assistant':'table'|assistant must be an object",
                "'assistant':{'nam':'x'}|unknown field assistant.nam",
                "'timeToLive':'soon'|timeToLive",
                "'expiresAt':'tomorrow'|expiresAt",
                "'expiresAt':'2030-01-01T00:00:00Z','timeToLive':'1s'|exclude each other",
                "'labels':{'a':1}|labels.a must be a text",
                "'lables':{}|unknown field lables",
                "'depth':1|Duplicate",
            })
    void saysWhatIsWrongWithAField(String fields, String complaint) {
        assertThatThrownBy(() -> read(with(fields)))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense|not JSON",
                "[]|not a JSON object",
                "{}|task is missing",
                "{'task':'x','text':'y','facts':['z'],'depth':1}|Unknown task 'x'",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':[],'depth':1}|fact",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':'aa -> aa','depth':1}|facts must be an array",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa to aa'],'depth':1}|aa to aa",
                "{'task':'permutation-powering','text':'aa times 2','facts':['aa -> aa'],'depth':1}|aa times 2",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa -> aa']}|depth is missing",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa -> aa'],'depth':null}|depth is missing",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa -> aa'],'depth':-1}|depth",
                "{'task':'permutation-powering','text':'aa ^ 2','facts':['aa -> aa'],'depth':99999999999}|depth",
            })
    void saysWhatIsWrongWithALine(String line, String complaint) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void badLinesAreReportedWithTheirNumberAndGoodOnesKept() throws IOException {
        Path file = directory.resolve("questions");
        Files.writeString(file, (GOOD + "\n\nnonsense\n" + GOOD + "\n").replace('\'', '"'));
        StringWriter complaints = new StringWriter();
        BitSet good = new BitSet();

        int bad = PublishCommand.check(file, good, new PrintWriter(complaints));

        assertThat(bad).isEqualTo(1);
        assertThat(good.stream()).containsExactly(1, 4);
        assertThat(complaints.toString()).startsWith("line 3: not JSON").hasLineCount(1);
    }

    @Test
    void nothingIsPublishedWhenEveryLineIsBad() throws IOException {
        Path file = Files.writeString(directory.resolve("questions"), "nonsense\n");

        Run run = Run.of("publish", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("line 1: not JSON", "Published 0 questions; 1 bad line");
    }

    private static QuestionDraft read(String line) throws InvalidQuestionException {
        return QuestionLine.read(line.replace('\'', '"'));
    }

    private static String with(String fields) {
        return GOOD.substring(0, GOOD.length() - 1) + "," + fields + "}";
    }
}
