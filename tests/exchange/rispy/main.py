"""Holds an index in RIS, as rispy reads it, against the same index in JSON: main.py RIS JSON."""

import json
import sys

import rispy


# The site's first language: a partial one borrows its words where it has none.
FIRST = "it"


def expected(index, publication, edition):
    """What a record has to say of an edition, by rispy's names."""
    language = edition["language"]

    def label(family, code):
        labels = index["labels"][family][code]
        return labels.get(language, labels[FIRST])

    identifiers = publication["identifiers"]
    numbers = [identifiers[name] for name in ("isbn", "issn") if name in identifiers]
    day = publication["date"][:10]
    record = {
        "type_of_reference": "RPRT",
        "id": publication["id"].replace("/", ":") + ":" + language,
        "authors": [index["publisher"][language]],
        "publisher": index["publisher"][language],
        "title": edition["title"],
        "type_of_work": label("kinds", publication["kind"]),
        "year": day[:4],
        "date": day.replace("-", "/"),
        "language": language,
        "urls": [edition["url"]],
        "abstract": edition.get("summary"),
        "number": publication.get("number"),
        "edition": publication.get("version"),
        "doi": identifiers.get("doi"),
        "call_number": identifiers.get("catalogue"),
        "issn": numbers[0] if numbers else None,
        "notes": [f"ISSN {numbers[1]}"] if len(numbers) > 1 else None,
        "keywords": [label("topics", topic) for topic in publication["topics"]] or None,
    }
    if "series" in publication:
        record["tertiary_title"] = label("series", publication["series"])
    return {name: value for name, value in record.items() if value is not None}


def main(ris, index):
    with open(ris, encoding="utf-8", newline="") as file:
        records = rispy.loads(file.read())
    with open(index, encoding="utf-8") as file:
        index = json.load(file)
    editions = [
        expected(index, publication, edition)
        for publication in index["publications"]
        for edition in publication["editions"]
    ]
    if not editions or len(records) != len(editions):
        sys.exit(f"{len(records)} records for {len(editions)} editions")
    for record, edition in zip(records, editions):
        if record != edition:
            sys.exit(f"rispy read\n{record}\nin place of\n{edition}")


main(*sys.argv[1:])
