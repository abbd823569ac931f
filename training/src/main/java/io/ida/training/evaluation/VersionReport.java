package io.ida.training.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How one version did.
 *
 * @param version its number; 0 is X_0
 * @param status what the promotion gate said: PROMOTED, REJECTED or CANDIDATE; null for X_0
 * @param createdAt when its checkpoint was written, in milliseconds since 1970; null for X_0
 * @param ways its answers alone, and then amplified by each supervisor
 */
@JsonPropertyOrder({"version", "status", "createdAt", "ways"})
public record VersionReport(int version, String status, Long createdAt, List<WayReport> ways) {
    public VersionReport {
        ways = List.copyOf(ways);
    }
}
