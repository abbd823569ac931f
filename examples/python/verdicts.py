"""What a row knows of the answers in it being right."""


def rests_on_error(row):
    """Whether an answer that H went by was found wrong, so that what H made of it may be wrong, too.

    What the environment says of the facts is right. Of several verdicts on an answer the first that is not unknown counts.
    """
    known = {}
    for verdict in row["verdicts"]:
        if verdict["value"] != "UNKNOWN":
            known.setdefault((verdict["round"], verdict["index"]), verdict["value"])
    return any(
        known.get((exchange["round"], exchange["index"])) == "BAD" and exchange["answeredBy"]["kind"] != "ENVIRONMENT"
        for exchange in row["transcript"]
    )
