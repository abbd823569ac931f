"""Which rows a withdrawal takes back."""

import withdrawals

NOTHING = dict.fromkeys(withdrawals.CONDITIONS)
ROW = {
    "question": {"id": "q/0.0", "rootId": "q", "supervisor": "learned:h"},
    "answer": {
        "answeredBy": {"kind": "SUPERVISOR", "name": "learned:h", "version": 3},
        "assistantVersions": [{"name": "student", "version": 7}],
    },
}


def matches(**conditions):
    return withdrawals.matches(NOTHING | conditions, ROW)


def test_a_supervisor_is_named_with_or_without_the_version_that_answered():
    assert matches(supervisor="learned:h")
    assert matches(supervisor="learned:h@3")
    assert not matches(supervisor="learned:h@4")


def test_all_conditions_must_hold_and_none_takes_nothing_back():
    assert matches(rootId="q", version=7)
    assert not matches(rootId="q", version=8)
    assert not matches()
