package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSettingsTest {
    @Test
    void knownSettingsAndNoneAreRight() {
        assertThat(LogSettings.complaint(Map.of())).isEmpty();
        assertThat(LogSettings.complaint(Map.of("IDA_LOG_FORMAT", "json", "IDA_LOG_LEVEL", "INFO")))
                .isEmpty();
    }

    @Test
    void whatLogbackWouldNotUnderstandIsRefused() {
        assertThat(LogSettings.complaint(Map.of("IDA_LOG_FORMAT", "xml")))
                .contains("IDA_LOG_FORMAT is one of text, json, not 'xml'.");
        assertThat(LogSettings.complaint(Map.of("IDA_LOG_LEVEL", "LOUD")))
                .contains("IDA_LOG_LEVEL is one of ERROR, WARN, INFO, DEBUG, TRACE, not 'LOUD'.");
    }
}
