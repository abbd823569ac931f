package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;

/**
 * The page beside the shards that says what they are, headed by what Hugging Face reads of it, and for MosaicML Streaming
 * the index that it reads. Both depend on the plan and the shards alone.
 */
final class DataCard {
    private static final String NAME = "README.md";
    private static final String MDS_INDEX = "index.json";

    private final ExportPlan plan;
    private final ExportDirectory files;

    DataCard(ExportPlan plan, ExportDirectory files) {
        this.plan = plan;
        this.files = files;
    }

    /** Writes the page, and returns what the directory holds. */
    ExportSummary write() throws IOException {
        if (plan.exportFormat() == ExportFormat.MDS) {
            writeMdsIndex();
        }
        RowCounts counts = new RowCounts();
        ExportSummary[] summary = {ExportSummary.NOTHING};
        files.entries(entry -> {
            counts.add(entry.counts());
            summary[0] = summary[0].plus(entry);
        });
        files.write(NAME, header() + page(counts, summary[0]));
        return summary[0];
    }

    private String header() {
        ExportFormat format = plan.exportFormat();
        if (format == ExportFormat.MDS || format == ExportFormat.WEBDATASET) {
            return "";
        }
        String split = plan.split() == null ? "train" : plan.split().toLowerCase(Locale.ROOT);
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

    private String page(RowCounts counts, ExportSummary summary) {
        StringBuilder page = new StringBuilder("# Traces of iterated amplification\n\n");
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
                context is in two splits.

                """);
        page.append("Exported from the topic `")
                .append(plan.topic())
                .append("`, partition by partition in the order of");
        page.append(" offsets, after ").append(plan.withdrawals()).append(" withdrawals:\n\n");
        page.append("| Partition | From | To, excluded |\n|---|---|---|\n");
        plan.from()
                .forEach((partition, from) -> page.append("| ")
                        .append(partition)
                        .append(" | ")
                        .append(from)
                        .append(" | ")
                        .append(plan.follows() ? "followed" : plan.end(partition))
                        .append(" |\n"));
        page.append("\n`").append(ExportDirectory.INDEX).append("` has size, SHA-256 and offsets of each file; `");
        page.append(ExportDirectory.PLAN).append("` is what to give to export the same again.\n");
        counts.all().forEach((what, values) -> {
            page.append("\n## Traces by ")
                    .append(what)
                    .append("\n\n| ")
                    .append(what)
                    .append(" | Traces |\n|---|---|\n");
            values.forEach((value, rows) ->
                    page.append("| ").append(value).append(" | ").append(rows).append(" |\n"));
        });
        return page.toString();
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
