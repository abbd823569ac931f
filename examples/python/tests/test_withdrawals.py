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


def test_an_h_that_errs_on_purpose_has_its_version_before_what_it_errs_by():
    row = {**ROW, "answer": {**ROW["answer"], "answeredBy": {"name": "scripted?error=0.1", "version": 1}}}
    assert withdrawals.matches(NOTHING | {"supervisor": "scripted@1?error=0.1"}, row)
    assert withdrawals.matches(NOTHING | {"supervisor": "scripted?error=0.1"}, row)
    assert not withdrawals.matches(NOTHING | {"supervisor": "scripted@2?error=0.1"}, row)
    assert not withdrawals.matches(NOTHING | {"supervisor": "scripted@1"}, row)


def test_rows_are_found_by_their_ids_and_by_what_has_none():
    def taken_back(*conditions):
        return ROW in withdrawals.Withdrawals(NOTHING | each for each in conditions)

    assert taken_back({"questionId": "q/1"}, {"questionId": "q/0.0"})
    assert taken_back({"rootId": "p"}, {"rootId": "q", "version": 7})
    assert taken_back({"rootId": "p"}, {"version": 7})
    assert not taken_back({"rootId": "p"}, {"questionId": "q/1"}, {"rootId": "q", "version": 8}, {})
