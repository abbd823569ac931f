package io.ida.cli;

import io.ida.dataset.ExportFormat;
import java.util.ArrayList;

/** The formats of an export, for the help of the option. */
final class ExportFormats extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ExportFormats() {
        super(ExportFormat.names());
    }
}
