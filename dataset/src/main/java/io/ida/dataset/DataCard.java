package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The page beside the shards that says what they are, headed by what Hugging Face reads of it, and for MosaicML Streaming
 * the index that it reads. Both depend on the plan and the shards alone. While a bounded export is not complete, the page
 * says so, and gives readers nothing to read.
 */
final class DataCard {
    private static final String NAME = "README.md";
    private static final String MDS_INDEX = "index.json";

    /** The split of exports that have rows of all: no name of one of them, and none that Hugging Face reserves, as "all". */
    private static final String ALL_SPLITS = "traces";

    /** Without a header readers would guess one, and take what is there for all. The name is in the error that they end with. */
    private static final String NOTHING_TO_READ = """
            ---
            configs:
            - config_name: default
              data_files:
              - split: incomplete
                path: this-export-is-not-complete-see-README.md
            ---

            """;

    private final ExportPlan plan;
    private final ExportDirectory files;

    DataCard(ExportPlan plan, ExportDirectory files) {
        this.plan = plan;
        this.files = files;
    }

    /**
     * Writes the page, and returns what the directory holds.
     *
     * @param complete whether the files have all of a bounded range
     */
    ExportSummary write(boolean complete) throws IOException {
        boolean readable = complete || plan.follows();
        if (!readable) {
            files.delete(MDS_INDEX);
        } else if (plan.exportFormat() == ExportFormat.MDS) {
            writeMdsIndex();
        }
        RowCounts counts = new RowCounts();
        ExportSummary[] summary = {ExportSummary.nothing(complete)};
        SortedMap<Integer, Long> reached = new TreeMap<>(plan.from());
        files.entries(entry -> {
            counts.add(entry.counts());
            summary[0] = summary[0].plus(entry);
            reached.put(entry.partition(), entry.lastOffset() + 1);
        });
        files.write(NAME, (readable ? header() : NOTHING_TO_READ) + page(counts, summary[0], reached));
        return summary[0];
    }

    private String header() {
        ExportFormat format = plan.exportFormat();
        if (format == ExportFormat.MDS || format == ExportFormat.WEBDATASET) {
            return "";
        }
        String split = plan.split() == null ? ALL_SPLITS : plan.split().toLowerCase(Locale.ROOT);
        StringBuilder yaml = new StringBuilder("---\nconfigs:\n- config_name: default\n  data_files:\n  - split: ")
                .append(split)
                .append("\n    path: traces-*")
                .append(format.extension())
                .append('\n');
        if (!format.features().isEmpty()) {
            yaml.append("dataset_info:\n  features:\n").append(format.features().indent(2));
        }
        return yaml.append("---\n\n").toString();
    }

    private String page(RowCounts counts, ExportSummary summary, SortedMap<Integer, Long> reached) {
        StringBuilder page = new StringBuilder("# Traces of iterated amplification\n\n");
        page.append(state(summary.complete()));
        page.append("Format `").append(plan.format()).append("`: ");
        page.append(summary.samples())
                .append(" samples of ")
                .append(summary.rows())
                .append(" traces in ");
        page.append(summary.shards()).append(" files, ").append(summary.bytes()).append(" bytes");
        page.append(plan.split() == null ? ", of all splits.\n\n" : ", of the split " + plan.split() + ".\n\n");
        page.append("""
                A trace is a question, the sub-questions that a supervisor asked about it, the answers that it got, and the
                answer that it made of them: nobody gave a right answer. The split depends on the context alone, so no
                context is in two splits. Traces whose question has the label `spot-check` are of questions that were asked
                once more to check an answer.

                """);
        page.append("Exported from the topic `")
                .append(plan.topic())
                .append("`, partition by partition in the order of");
        page.append(" offsets, after ").append(plan.withdrawals()).append(" withdrawals:\n\n");
        page.append(range(summary.complete(), reached));
        page.append("\n`").append(ExportDirectory.INDEX).append("` has size, SHA-256 and offsets of each file; `");
        page.append(ExportDirectory.PLAN).append("` is what to give to export the same again.\n");
        counts.all().forEach((what, values) -> {
            page.append("\n## Traces by ").append(what).append("\n\n");
            page.append(MarkdownTable.head(what, "Traces"));
            values.forEach((value, rows) -> page.append(MarkdownTable.row(value, rows)));
        });
        return page.toString();
    }

    private String state(boolean complete) {
        if (plan.follows()) {
            return "The export follows its topic: this is what there was when it last began or ended.\n\n";
        }
        return complete ? "" : """
                **This export is not complete.** It is being written, or was stopped before its end. The files hold a part of
                what it is to have, as the table of partitions says, and readers that go by this page find nothing. The same
                `./ida traces export`, given again, goes on with it to the end.

                """;
    }

    private String range(boolean complete, SortedMap<Integer, Long> reached) {
        StringBuilder table = new StringBuilder(
                complete
                        ? MarkdownTable.head("Partition", "From", "To, excluded")
                        : MarkdownTable.head("Partition", "From", "To, excluded", "The files end before"));
        plan.from().forEach((partition, from) -> {
            Object to = plan.follows() ? "followed" : plan.end(partition);
            table.append(
                    complete
                            ? MarkdownTable.row(partition, from, to)
                            : MarkdownTable.row(partition, from, to, reached.get(partition)));
        });
        return table.toString();
    }

    private void writeMdsIndex() throws IOException {
        ObjectNode index = Json.MAPPER.createObjectNode();
        ArrayNode shards = index.putArray("shards");
        files.entries(entry -> {
            ObjectNode shard = shards.addObject();
            shard.setAll(MdsShard.columns());
            shard.put("samples", entry.samples()).putNull("zip_data");
            ObjectNode data = shard.putObject("raw_data");
            data.put("basename", entry.file()).put("bytes", entry.bytes()).putObject("hashes");
        });
        index.put("version", 2);
        files.write(MDS_INDEX, Json.MAPPER.writeValueAsString(index));
    }
}
