"""What is to be made of rows, as the tests see it."""


def prompt(row, question=None):
    facts = "".join(fact + "\n" for fact in row["question"]["context"]["facts"])
    return "Facts:\n" + facts + "\nQuestion: " + (question or row["question"]["text"]) + "\nAnswer:\n"


def verdicts(row):
    """Each exchange with what is known of it, and the verdict that says so: the first that is not unknown."""
    known = {}
    for verdict in row["verdicts"]:
        if verdict["value"] != "UNKNOWN":
            known.setdefault((verdict["round"], verdict["index"]), verdict)
    for exchange in row["transcript"]:
        verdict = known.get((exchange["round"], exchange["index"]))
        environment = exchange["answeredBy"]["kind"] == "ENVIRONMENT"
        yield exchange, "GOOD" if environment else verdict["value"] if verdict else "UNKNOWN", verdict


def is_distilled(row):
    """Whether X is to learn the answer of a row: it is fit, and nothing that H went by was found wrong."""
    return row["fit"] and all(verdict != "BAD" for _, verdict, _ in verdicts(row))


def steps(row):
    """The exchanges before the first that nobody judged, and whether each is right."""
    found = []
    for exchange, verdict, _ in verdicts(row):
        if verdict == "UNKNOWN":
            break
        found.append((exchange["text"] + " = " + exchange["answer"], verdict == "GOOD"))
    return found


def pairs(row):
    """Question, better and worse answer."""
    judged = list(verdicts(row))
    found = []
    for bad, verdict, by in judged:
        if verdict == "BAD":
            good = [other["answer"] for other, value, _ in judged if value == "GOOD" and other["text"] == bad["text"]]
            instead = [by["answer"]] if by["answer"] else []
            for answer in dict.fromkeys(good + instead):
                if answer != bad["answer"]:
                    found.append((bad["text"], answer, bad["answer"]))
    return found


def rounds(row):
    """The exchanges of each round of H that is to be learned, and whether its answer is: what came before a bad one."""
    grouped = {}
    bad = set()
    for exchange, verdict, _ in verdicts(row):
        grouped.setdefault(exchange["round"], []).append(exchange)
        if verdict == "BAD":
            bad.add(exchange["round"])
    learned = [grouped[number] for number in sorted(grouped) if not bad or number <= min(bad)]
    return learned, not bad
