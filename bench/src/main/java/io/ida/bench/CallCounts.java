package io.ida.bench;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The calls that the stage assist of this process has made of its models, from its metrics.
 *
 * @param calls how many
 * @param requests questions of all calls
 * @param largest most questions of a call, lately
 * @param nanos time of all calls
 */
record CallCounts(double calls, double requests, double largest, double nanos) {
    private static final String METRICS = "kafka.streams:type=stream-slow-calls-metrics,thread-id=ida-assist*,*";

    /** Until now. */
    static CallCounts now() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        CallCounts sum = new CallCounts(0, 0, 0, 0);
        try {
            for (ObjectName task : server.queryNames(new ObjectName(METRICS), null)) {
                sum = new CallCounts(
                        sum.calls + (double) server.getAttribute(task, "calls-total"),
                        sum.requests + (double) server.getAttribute(task, "requests-total"),
                        Math.max(sum.largest, orZero((double) server.getAttribute(task, "batch-size-max"))),
                        sum.nanos + (double) server.getAttribute(task, "call-time-ns-total"));
            }
            return sum;
        } catch (JMException e) {
            throw new BenchException("The metrics of the stage assist cannot be read: " + e.getMessage(), e);
        }
    }

    /** What has come since; the largest is of both. */
    CallCounts since(CallCounts before) {
        return new CallCounts(calls - before.calls, requests - before.requests, largest, nanos - before.nanos);
    }

    /** Questions of a call in the mean; 0 if there was none. */
    double meanBatch() {
        return calls == 0 ? 0 : requests / calls;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
