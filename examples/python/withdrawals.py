"""Rows that were taken back, as `./ida traces withdraw` wrote it to `ida.withdrawals`."""

from trace_stream import TraceStream

CONDITIONS = ("rootId", "questionId", "assistant", "version", "supervisor")


class Withdrawals:
    """What was withdrawn until now; `row in withdrawals` says whether a row was."""

    def __init__(self, brokers, registry):
        self.found = list(TraceStream(brokers, registry, buffer=0, topic="ida.withdrawals"))

    def __contains__(self, row):
        return any(matches(withdrawal, row) for withdrawal in self.found)


def matches(withdrawal, row):
    """Whether a row meets all conditions that are set; a withdrawal without any takes nothing back."""
    wanted = {name: withdrawal[name] for name in CONDITIONS if withdrawal[name] is not None}
    answer = row["answer"]
    return (
        bool(wanted)
        and wanted.get("rootId", row["question"]["rootId"]) == row["question"]["rootId"]
        and wanted.get("questionId", row["question"]["id"]) == row["question"]["id"]
        and ("supervisor" not in wanted or wanted["supervisor"] in supervisors(row))
        and (not {"assistant", "version"} & set(wanted)
             or any(
                 wanted.get("assistant", each["name"]) == each["name"]
                 and wanted.get("version", each["version"]) == each["version"]
                 for each in answer["assistantVersions"]
             ))
    )


def supervisors(row):
    """The names that an H goes by: as it was asked for, and as it answered, with and without its version."""
    answered = row["answer"]["answeredBy"]
    return row["question"]["supervisor"], answered["name"], f"{answered['name']}@{answered['version']}"
