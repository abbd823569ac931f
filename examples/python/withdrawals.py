"""Rows that were taken back, as `./ida traces withdraw` wrote it to `ida.withdrawals`."""

import re
from collections import defaultdict

from trace_stream import TraceStream

CONDITIONS = ("rootId", "questionId", "assistant", "version", "supervisor")
SUPERVISOR_VERSION = re.compile(r"(?P<name>.+)@(?P<version>[0-9]+)(?P<error>\?error=.*)?")


class Withdrawals:
    """What was withdrawn until now; `row in withdrawals` says whether a row was.

    Those of trees and nodes are found by their ids, so that a row costs the same however many there are.
    """

    def __init__(self, withdrawals):
        self.by_node = defaultdict(list)
        self.by_root = defaultdict(list)
        self.others = []
        for withdrawal in withdrawals:
            if withdrawal["questionId"] is not None:
                self.by_node[withdrawal["questionId"]].append(withdrawal)
            elif withdrawal["rootId"] is not None:
                self.by_root[withdrawal["rootId"]].append(withdrawal)
            else:
                self.others.append(withdrawal)

    @classmethod
    def read(cls, brokers, registry):
        """All there are now."""
        return cls(TraceStream(brokers, registry, buffer=0, topic="ida.withdrawals"))

    def __contains__(self, row):
        question = row["question"]
        candidates = self.by_node.get(question["id"], []) + self.by_root.get(question["rootId"], []) + self.others
        return any(matches(withdrawal, row) for withdrawal in candidates)


def matches(withdrawal, row):
    """Whether a row meets all conditions that are set; a withdrawal without any takes nothing back."""
    wanted = {name: withdrawal[name] for name in CONDITIONS if withdrawal[name] is not None}
    answer = row["answer"]
    return (
        bool(wanted)
        and wanted.get("rootId", row["question"]["rootId"]) == row["question"]["rootId"]
        and wanted.get("questionId", row["question"]["id"]) == row["question"]["id"]
        and ("supervisor" not in wanted or is_supervisor_of(wanted["supervisor"], row))
        and (not {"assistant", "version"} & set(wanted)
             or any(
                 wanted.get("assistant", each["name"]) == each["name"]
                 and wanted.get("version", each["version"]) == each["version"]
                 for each in answer["assistantVersions"]
             ))
    )


def is_supervisor_of(wanted, row):
    """Whether a row's question chose this H or this H answered it: by its name, or by name and version.

    Who answered has its version apart from its name, which says, too, how an H errs on purpose.
    """
    answered = row["answer"]["answeredBy"]
    if wanted in (row["question"]["supervisor"], answered["name"]):
        return True
    parts = SUPERVISOR_VERSION.fullmatch(wanted)
    return (
        parts is not None
        and parts["name"] + (parts["error"] or "") == answered["name"]
        and int(parts["version"]) == answered["version"]
    )
